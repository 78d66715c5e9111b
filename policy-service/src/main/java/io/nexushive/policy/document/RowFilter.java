package io.nexushive.policy.document;

import io.nexushive.policy.tree.Expr;
import java.util.Objects;

/**
 * Which rows of a table a role sees.
 *
 * @param table its name, lower case
 * @param to for which roles
 * @param where as {@link FilterCondition} read it; names of the form {@code asker.…} stand for the
 *     asker's attributes
 * @param text as it was written, to be shown
 */
public record RowFilter(String table, AppliesTo to, Expr where, String text) {
  public RowFilter {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(where, "where");
  }
}
