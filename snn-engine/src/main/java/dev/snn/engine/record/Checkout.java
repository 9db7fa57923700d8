package dev.snn.engine.record;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;

/**
 * The checkout this program was built in, or the unpacked archive of a release, where there is one.
 */
public final class Checkout {
  private Checkout() {}

  /**
   * The root: what the launcher says (system property {@code snn.home}), else the nearest folder
   * above our classes that holds {@code snn-bench}.
   */
  public static Optional<Path> root() {
    String home = System.getProperty("snn.home");
    if (home != null) {
      return Optional.of(Path.of(home));
    }
    CodeSource source = Checkout.class.getProtectionDomain().getCodeSource();
    try {
      Path at = source == null ? null : Path.of(source.getLocation().toURI());
      while (at != null) {
        if (Files.isRegularFile(at.resolve("snn-bench").resolve("pom.xml"))) {
          return Optional.of(at);
        }
        at = at.getParent();
      }
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The commit that is checked out; of an archive the one it was made from. */
  public static Optional<String> commit() {
    return root().flatMap(Checkout::commit);
  }

  static Optional<String> commit(Path root) {
    try {
      Path git = root.resolve(".git");
      Path archived = root.resolve("COMMIT");
      if (!Files.exists(git) && Files.isRegularFile(archived)) {
        return Optional.of(Files.readString(archived).strip());
      }
      if (Files.isRegularFile(git)) {
        String line = Files.readString(git).strip();
        git = root.resolve(line.substring("gitdir: ".length()));
      }
      String head = Files.readString(git.resolve("HEAD")).strip();
      if (!head.startsWith("ref: ")) {
        return Optional.of(head);
      }
      String ref = head.substring("ref: ".length());
      Path common = git;
      if (Files.isRegularFile(git.resolve("commondir"))) {
        common = git.resolve(Files.readString(git.resolve("commondir")).strip());
      }
      if (Files.isRegularFile(common.resolve(ref))) {
        return Optional.of(Files.readString(common.resolve(ref)).strip());
      }
      List<String> packed = Files.readAllLines(common.resolve("packed-refs"));
      return packed.stream()
          .filter(line -> line.endsWith(" " + ref))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .findFirst();
    } catch (IOException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
