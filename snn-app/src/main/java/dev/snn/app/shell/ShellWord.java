package dev.snn.app.shell;

import java.io.File;
import java.util.regex.Pattern;

/** A word of a command line that is to be copied. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./@%+=:,-]+");
  private static final Pattern PLAIN_OF_WINDOWS = Pattern.compile("[\\p{L}\\p{N}_./@+:\\\\~-]+");

  private ShellWord() {}

  /** The word, in quotes where the shell of this system would take it apart. */
  public static String of(String word) {
    return of(word, File.separatorChar == '\\');
  }

  static String of(String word, boolean windows) {
    if ((windows ? PLAIN_OF_WINDOWS : PLAIN).matcher(word).matches()) {
      return word;
    }
    return windows ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
  }
}
