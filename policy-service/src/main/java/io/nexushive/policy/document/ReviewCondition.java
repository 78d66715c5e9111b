package io.nexushive.policy.document;

import io.nexushive.model.policy.ColumnPattern;
import java.util.Set;

/**
 * Something that a steward must agree to.
 *
 * @param columns whose use needs it, as {@code table.column}; either part may be {@code *}
 * @param tables whose reading needs it, lower case
 * @param to for which roles
 * @param why for the asker
 */
public record ReviewCondition(Set<String> columns, Set<String> tables, AppliesTo to, String why) {
  public ReviewCondition {
    columns = Set.copyOf(columns);
    tables = Set.copyOf(tables);
  }

  public boolean covers(String table, String column) {
    return ColumnPattern.anyCovers(columns, table, column);
  }
}
