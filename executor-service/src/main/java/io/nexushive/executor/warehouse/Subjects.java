package io.nexushive.executor.warehouse;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that a message may repeat: those that stand in the query itself, never something that only
 * the driver knows.
 */
public final class Subjects {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.$]{0,120}");

  private Subjects() {}

  /** {@code name} where it is a plain name and {@code sql} has it; {@code null} otherwise. */
  public static String ifWrittenIn(String sql, String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      return null;
    }
    return sql.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)) ? name : null;
  }
}
