package io.nexushive.policy.scope;

import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.document.Metric;
import io.nexushive.policy.document.PolicyDocument.Action;
import io.nexushive.policy.document.PolicyDocument.Combination;
import io.nexushive.policy.document.ReviewCondition;
import io.nexushive.policy.scope.Findings.Weight;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Rules about which columns a whole query uses, and for what. */
final class ColumnRules {
  private final Context context;

  ColumnRules(Context context) {
    this.context = context;
  }

  void check() {
    context.view.combinations().forEach(this::combination);
    context.view.metrics().forEach(this::metric);
    context.view.reviewed().forEach(this::reviewed);
  }

  private void combination(Combination rule) {
    Set<String> used = new HashSet<>();
    context.touched.forEach(c -> used.add(name(c)));
    if (!used.containsAll(rule.columns()) || !(rule.per().isEmpty() || isPer(rule.per()))) {
      return;
    }
    String columns = String.join(", ", new TreeSet<>(rule.columns()));
    String per = rule.per().isEmpty() ? "" : " beside " + String.join(", ", usedOf(rule.per()));
    String which = per + ": " + columns + because(rule.why()) + ". Ask for them apart.";
    switch (rule.then()) {
      case ALLOW -> {}
      case REVIEW ->
          context.findings.add(
              Weight.REVIEW,
              "combination",
              "A steward must agree to the use of these columns in one query" + which,
              columns,
              last(rule.columns()));
      case DENY ->
          context.refused(
              "combination",
              "Your roles may not use these columns in one query" + which,
              columns,
              last(rule.columns()));
    }
  }

  /** Whether a column of {@code per} is used, other than to join with another of them. */
  private boolean isPer(Set<String> per) {
    return context.beyondJoins.stream().anyMatch(c -> per.contains(name(c)))
        || context.joinKeys.stream()
            .anyMatch(k -> per.contains(name(k.left())) != per.contains(name(k.right())));
  }

  private Set<String> usedOf(Set<String> columns) {
    Set<String> used = new TreeSet<>();
    context.touched.stream().map(ColumnRules::name).filter(columns::contains).forEach(used::add);
    return used;
  }

  /** The place where the last of the columns appears. */
  private int last(Set<String> columns) {
    return context.touched.stream()
        .filter(c -> columns.contains(name(c)))
        .mapToInt(c -> context.places.getOrDefault(c, -1))
        .max()
        .orElse(-1);
  }

  private void metric(Metric metric) {
    for (Context.Folded folded : context.folded) {
      if (name(folded.column()).equals(metric.column())
          && !metric.aggregates().contains(folded.function())) {
        add(
            metric.otherwise(),
            "uncertified-metric",
            metric.name()
                + " is certified as "
                + String.join(" or ", new TreeSet<>(metric.aggregates()))
                + " of "
                + metric.column()
                + ", not as "
                + folded.function()
                + ".",
            metric.column(),
            folded.position());
      }
    }
  }

  private void reviewed(ReviewCondition condition) {
    for (ViewColumn column : context.touched) {
      if (condition.covers(column.table().toLowerCase(Locale.ROOT), column.lower())) {
        add(
            Action.REVIEW,
            "review-condition",
            "A steward must agree to the use of " + column + because(condition.why()) + ".",
            column.toString(),
            context.places.getOrDefault(column, -1));
      }
    }
    for (var read : context.resolved.entrySet()) {
      String table = read.getValue().name();
      if (condition.tables().contains(table.toLowerCase(Locale.ROOT))) {
        add(
            Action.REVIEW,
            "review-condition",
            "A steward must agree to the reading of " + table + because(condition.why()) + ".",
            table,
            read.getKey().position());
      }
    }
  }

  private void add(Action action, String rule, String message, String subject, int position) {
    switch (action) {
      case ALLOW -> {}
      case REVIEW -> context.findings.add(Weight.REVIEW, rule, message, subject, position);
      case DENY -> context.repairable(rule, message, subject, position);
    }
  }

  private static String because(String why) {
    return why.isEmpty() ? "" : " (" + why + ")";
  }

  private static String name(ViewColumn column) {
    return column.toString().toLowerCase(Locale.ROOT);
  }
}
