package io.nexushive.model.text;

/** How far two words lie apart. */
public final class Edits {
  private Edits() {}

  /** Whether at most {@code limit} insertions, deletions, swaps or changes lie between them. */
  public static boolean within(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return false;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      int best = Integer.MAX_VALUE;
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
        } else {
          int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
          d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
          if (i > 1
              && j > 1
              && a.charAt(i - 1) == b.charAt(j - 2)
              && a.charAt(i - 2) == b.charAt(j - 1)) {
            d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
          }
        }
        best = Math.min(best, d[i][j]);
      }
      if (best > limit) {
        return false;
      }
    }
    return d[a.length()][b.length()] <= limit;
  }
}
