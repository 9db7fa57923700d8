package dev.snn.app.shell;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What may stand in a place of the command line.
 *
 * @param words to choose from
 * @param files true where files may stand
 * @param folders true where folders may stand; so they may where files do
 * @param after words to choose from by the word before, as names of plug-ins by their family
 */
public record Operand(
    List<String> words, boolean files, boolean folders, Map<String, List<String>> after) {

  /** A text of the user's own. */
  public static Operand text() {
    return words(List.of());
  }

  /** One of these words. */
  public static Operand words(Collection<String> words) {
    return new Operand(List.copyOf(words), false, false, Map.of());
  }

  /** One of these words. */
  public static Operand words(String... words) {
    return words(List.of(words));
  }

  /** A file. */
  public static Operand file() {
    return new Operand(List.of(), true, false, Map.of());
  }

  /** A folder. */
  public static Operand folder() {
    return new Operand(List.of(), false, true, Map.of());
  }

  /** Words by the word before. */
  public static Operand after(Map<String, List<String>> after) {
    return new Operand(List.of(), false, false, after);
  }

  /** A file as well. */
  public Operand orFile() {
    return new Operand(words, true, false, after);
  }
}
