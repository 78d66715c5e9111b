package io.nexushive.policy.scope;

import io.nexushive.policy.catalog.ViewColumn;
import java.util.ArrayList;
import java.util.List;

/** What is known of an expression's value. */
final class Value {
  static final Value NOTHING = new Value();

  /** Stored columns that it comes from, each once. */
  final List<ViewColumn> sources;

  /** Relations of the own scope that it reads. */
  final List<Relation> relations;

  /** Relations whose key it is made of. */
  final List<Relation> keys;

  /** Whether it gives row-level values of an inner query. */
  boolean rows;

  /** Whether it is a plain column. */
  boolean plain;

  /** Whether it is a count of rows. */
  boolean count;

  private Value() {
    sources = List.of();
    relations = List.of();
    keys = List.of();
  }

  private Value(int ignored) {
    sources = new ArrayList<>(2);
    relations = new ArrayList<>(1);
    keys = new ArrayList<>(1);
  }

  static Value open() {
    return new Value(0);
  }

  Value and(Value other) {
    addAll(sources, other.sources);
    addAll(relations, other.relations);
    addAll(keys, other.keys);
    rows |= other.rows;
    return this;
  }

  boolean isConstant() {
    return sources.isEmpty() && relations.isEmpty() && !rows;
  }

  private static <T> void addAll(List<T> to, List<T> from) {
    for (T each : from) {
      if (!to.contains(each)) {
        to.add(each);
      }
    }
  }
}
