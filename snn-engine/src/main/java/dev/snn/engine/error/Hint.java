package dev.snn.engine.error;

import java.util.Collection;
import java.util.Locale;

/** Finds the name somebody probably meant. */
public final class Hint {
  private static final int LONGEST_EDIT = 3;

  private Hint() {}

  /** " Did you mean 'lif'?" or nothing. */
  public static String didYouMean(String given, Collection<String> names) {
    String best = null;
    String word = given.toLowerCase(Locale.ROOT);
    int bound = Math.max(1, Math.min(LONGEST_EDIT, given.replace("-", "").length() / 2));
    for (String name : names) {
      if (given.length() > name.length() + LONGEST_EDIT) {
        continue;
      }
      if (given.length() >= 3 && name.toLowerCase(Locale.ROOT).startsWith(word)) {
        return " Did you mean '" + name + "'?";
      }
      int d = distance(word, name.toLowerCase(Locale.ROOT));
      if (d <= bound && (d < bound || best == null || longer(given, name) < longer(given, best))) {
        bound = d;
        best = name;
      }
    }
    return best == null ? "" : " Did you mean '" + best + "'?";
  }

  private static int longer(String given, String name) {
    return Math.abs(given.length() - name.length());
  }

  /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
  public static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1);
        best = Math.min(best, d[i - 1][j - 1] + replace);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, d[i - 2][j - 2] + 1);
        }
        d[i][j] = best;
      }
    }
    return d[a.length()][b.length()];
  }
}
