package dev.snn.app.author;

import dev.snn.app.shell.ShellWord;
import java.nio.file.Path;
import java.util.Map;

/** The experiment file that {@code snn init} writes. */
public final class FirstExperiment {
  private FirstExperiment() {}

  /**
   * Its text.
   *
   * @param file where it goes; commands in its comments name it
   */
  public static String text(Path file) {
    String word = ShellWord.of(file.toString().replaceAll("\\p{Cntrl}", "?"));
    return Template.fill(Template.read("first.yaml"), Map.of("FILE", word));
  }
}
