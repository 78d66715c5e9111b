package io.nexushive.policy.scope;

import io.nexushive.policy.document.PolicyDocument.Action;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds joins without a condition that bounds them, of stored rows and of rows made in the text.
 */
final class Joins {
  /** Results of GROUP BY that may stand side by side without an equality between them. */
  private static final int MOST_GROUPED = 2;

  private Joins() {}

  static void check(Context context, Scope scope) {
    generated(context, scope);
    if (scope.relations.size() < 2) {
      return;
    }
    Set<Relation> stored = new HashSet<>();
    Set<Relation> grouped = new HashSet<>();
    for (Relation relation : scope.relations) {
      if (!relation.small && !relation.singleRow) {
        stored.add(relation.root());
      } else if (relation.level == Level.AGGREGATED && !relation.singleRow) {
        grouped.add(relation.root());
      }
    }
    grouped.removeAll(stored);
    if (stored.size() < 2 && grouped.size() <= MOST_GROUPED) {
      return;
    }
    context.unjoined = true;
    Action action = context.policy.cost().crossJoin();
    if (action == Action.ALLOW) {
      return;
    }
    String message =
        "Tables are joined without an equality between them; say by which columns they belong"
            + " together.";
    int place = apart(scope);
    if (action == Action.DENY) {
      context.repairable("cost-cross-join", message, null, place);
    } else {
      context.findings.add(Findings.Weight.REVIEW, "cost-cross-join", message, null, place);
    }
  }

  /** A product of rows that are made is a cost, however few each of its factors makes. */
  private static void generated(Context context, Scope scope) {
    double own = generated(scope);
    double all = own;
    for (Scope at = scope.outer; own > 1 && at != null; at = at.outer) {
      all *= generated(at);
    }
    long factors = scope.relations.stream().filter(r -> r.generated > 1).count();
    boolean product = all > own || factors + (scope.generated > 1 ? 1 : 0) > 1;
    if (product && all > context.policy.cost().generatedRows()) {
      context.repairable(
          "cost-generated",
          "Together the generated rows are more than "
              + context.policy.cost().generatedRows()
              + ".",
          null,
          -1);
    }
  }

  /** How many rows the text makes in {@code scope} for each stored one, at most. */
  static double generated(Scope scope) {
    Map<Relation, Double> joined = new HashMap<>();
    for (Relation relation : scope.relations) {
      if (relation.generated > 1) {
        joined.merge(relation.root(), relation.generated, Math::max);
      }
    }
    double product = scope.generated;
    for (double each : joined.values()) {
      product *= each;
    }
    return product;
  }

  /** The place of the first table that is not joined to those before it. */
  private static int apart(Scope scope) {
    Relation first = scope.relations.get(0);
    return scope.relations.stream()
        .filter(r -> r.root() != first.root() && r.position >= 0)
        .mapToInt(r -> r.position)
        .findFirst()
        .orElse(-1);
  }
}
