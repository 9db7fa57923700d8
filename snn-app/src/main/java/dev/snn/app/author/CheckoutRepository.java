package dev.snn.app.author;

import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Maven repository that {@code ./snn} fills in its checkout.
 *
 * @param home the checkout
 * @param version of its modules
 */
public record CheckoutRepository(Path home, String version) {

  /** The repository of a checkout; one that was never filled is the user's error. */
  public static CheckoutRepository of(Path checkout) {
    Path home = checkout.toAbsolutePath().normalize();
    List<String> versions = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(folder(home).resolve("dev/snn/snn-api"), Files::isDirectory)) {
      folders.forEach(folder -> versions.add(folder.getFileName().toString()));
    } catch (IOException e) {
      throw missing(home, e);
    }
    if (versions.isEmpty()) {
      throw missing(home, null);
    }
    return new CheckoutRepository(home, versions.get(0));
  }

  private static Path folder(Path home) {
    return home.resolve(".snn").resolve("repository");
  }

  private static UserError missing(Path home, IOException cause) {
    return new UserError(
        "there are no modules for plug-ins in %s; run this command as ./snn of a checkout, which makes them."
            .formatted(folder(home)),
        cause);
  }

  /**
   * Its address, as text of an XML element. Maven reads each {@code %XX} as one character, so that
   * letters beyond ASCII must stand as they are.
   */
  String url() {
    String path = folder(home).toString().replace('\\', '/');
    String root = path.startsWith("/") ? "file://" : "file:///";
    String url = root + path.replace("%", "%25").replace(" ", "%20").replace("$", "%24");
    return url.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** The checkout, as a link of a Markdown page; blanks and brackets would end it. */
  String link() {
    return home.toUri().toASCIIString().replace("(", "%28").replace(")", "%29");
  }

  /** The program, as a word of a shell's command line. */
  public String command() {
    String path = home.resolve("snn").toString();
    return path.matches("[\\w./+:@-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
