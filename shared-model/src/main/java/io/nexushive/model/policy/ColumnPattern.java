package io.nexushive.model.policy;

import java.util.Set;

/** Columns written as {@code table.column} in lower case, where either part may be {@code *}. */
public final class ColumnPattern {
  private ColumnPattern() {}

  /** Whether any of {@code patterns} stands for the column. */
  public static boolean anyCovers(Set<String> patterns, String table, String column) {
    return patterns.contains(table + "." + column)
        || patterns.contains("*." + column)
        || patterns.contains(table + ".*")
        || patterns.contains("*.*");
  }
}
