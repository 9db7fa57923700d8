package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares what a wrong command says with a file of the folder {@code golden/errors}: the command,
 * then the text. The system property {@code golden.write} writes the files anew.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden/errors");

  private Golden() {}

  /** Runs a command that is wrong, and checks its exit code, its silence and its sentence. */
  static Snn.Result error(Path dir, String name, String... args) throws IOException {
    long start = System.nanoTime();
    Snn.Result result = Snn.run(dir, args);
    double seconds = (System.nanoTime() - start) * 1e-9;
    String said = "$ snn " + String.join(" ", args) + "\n" + result.err();
    String text = portable(said, dir);
    Path file = FOLDER.resolve(name + ".txt");
    if (System.getProperty("golden.write") != null) {
      Files.writeString(file, text);
    }
    assertThat(text).as("%s", file).isEqualTo(Files.readString(file));
    assertThat(result.code()).as("exit code").isEqualTo(2);
    assertThat(result.out()).as("standard output").isEmpty();
    assertThat(result.err().lines()).as("lines").hasSizeBetween(1, 3);
    assertThat(result.err()).doesNotContain("Exception", "\tat ");
    assertThat(seconds).as("seconds").isLessThan(30);
    return result;
  }

  /** Places of this machine, and lists that grow with every plug-in, are left out. */
  private static String portable(String text, Path dir) {
    return text.replace(dir.toString(), "{dir}")
        .replace(Snn.HOME.toString(), "{home}")
        .replaceAll("(Available:|Valid:|name of|one of) \\[[^]]*]", "$1 [...]");
  }

  /** Writes a file below the folder. */
  static Path file(Path dir, String name, String... lines) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
    return file;
  }
}
