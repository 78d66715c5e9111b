package io.nexushive.policy.document;

import io.nexushive.policy.document.PolicyDocument.Action;
import java.util.Set;

/**
 * A figure that somebody answers for: a column and the aggregates that make sense of it.
 *
 * @param name as people call it
 * @param column as {@code table.column}, lower case
 * @param aggregates the functions that may fold it, lower case
 * @param otherwise what follows when it is folded by another
 * @param exceptFor the roles that may fold it as they like
 */
public record Metric(
    String name, String column, Set<String> aggregates, Action otherwise, Set<String> exceptFor) {
  public Metric {
    aggregates = Set.copyOf(aggregates);
    exceptFor = Set.copyOf(exceptFor);
  }
}
