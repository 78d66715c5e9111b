package io.nexushive.policy.scope;

import io.nexushive.policy.document.PolicyDocument.Action;
import java.util.HashSet;
import java.util.Set;

/** Finds joins without a condition that bounds them. */
final class Joins {
  private Joins() {}

  static void check(Context context, Scope scope) {
    Action action = context.policy.cost().crossJoin();
    if (action == Action.ALLOW || scope.relations.size() < 2) {
      return;
    }
    Set<Relation> parts = new HashSet<>();
    for (Relation relation : scope.relations) {
      if (!relation.small && !relation.singleRow) {
        parts.add(relation.root());
      }
    }
    if (parts.size() < 2) {
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
