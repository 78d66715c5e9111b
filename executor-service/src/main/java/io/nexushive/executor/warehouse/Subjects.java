package io.nexushive.executor.warehouse;

import java.util.regex.Pattern;

/**
 * Names that a message may repeat: those that stand in the query itself, never something that only
 * the driver knows.
 */
public final class Subjects {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.$]{0,120}");

  private Subjects() {}

  /**
   * {@code name} as {@code sql} spells it, where it is a plain name and stands there; {@code null}
   * otherwise.
   */
  public static String ifWrittenIn(String sql, String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      return null;
    }
    for (int at = 0; at + name.length() <= sql.length(); at++) {
      if (sql.regionMatches(true, at, name, 0, name.length())) {
        return sql.substring(at, at + name.length());
      }
    }
    return null;
  }

  /**
   * The same, or else of the last part of {@code name}: a warehouse may put database and schema
   * before a name that stands alone in the query.
   */
  public static String ifWrittenAtAllIn(String sql, String name) {
    String written = ifWrittenIn(sql, name);
    return written != null ? written : ifWrittenIn(sql, name.substring(name.lastIndexOf('.') + 1));
  }
}
