package io.nexushive.translator.parser;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A query said again in plain words, from its tree alone. */
final class QueryWords {
  private QueryWords() {}

  static List<String> steps(Query query) {
    if (query instanceof Query.Combined both) {
      List<String> steps = new ArrayList<>(steps(both.left()));
      steps.add(
          switch (both.operator()) {
            case "INTERSECT" -> "Keep what is also found so:";
            case "EXCEPT" -> "Take away what is found so:";
            default -> "Add what is found so:";
          });
      steps.addAll(steps(both.right()));
      return steps;
    }
    Query.Select s = (Query.Select) query;
    List<String> steps = new ArrayList<>();
    steps.add(
        "Read "
            + s.sources().stream()
                .map(x -> x.table().spoken())
                .collect(Collectors.joining(" with its "))
            + " rows.");
    if (!s.where().isEmpty()) {
      steps.add(
          "Keep those where "
              + s.where().stream().map(QueryWords::condition).collect(Collectors.joining(" and "))
              + ".");
    }
    if (!s.groupBy().isEmpty()) {
      steps.add(
          "Group them by "
              + s.groupBy().stream()
                  .map(QueryWords::expr)
                  .distinct()
                  .collect(Collectors.joining(" and "))
              + ".");
    }
    if (!s.having().isEmpty()) {
      steps.add(
          "Keep groups where "
              + s.having().stream().map(QueryWords::condition).collect(Collectors.joining(" and "))
              + ".");
    }
    steps.add(
        "Show "
            + (s.distinct() ? "each different " : "")
            + s.outputs().stream().map(o -> expr(o.value())).collect(Collectors.joining(", "))
            + ".");
    if (!s.orderBy().isEmpty()) {
      steps.add(
          "Order by "
              + s.orderBy().stream()
                  .map(
                      o ->
                          expr(o.value())
                              + (o.descending() ? ", largest first" : ", smallest first"))
                  .collect(Collectors.joining(", then "))
              + ".");
    }
    if (s.limit() != null) {
      steps.add(s.limit() == 1 ? "Take the first." : "Take the first " + s.limit() + ".");
    }
    return steps;
  }

  private static String condition(Condition c) {
    if (c instanceof Condition.And and) {
      return and.parts().stream().map(QueryWords::condition).collect(Collectors.joining(" and "));
    }
    if (c instanceof Condition.Or or) {
      return "("
          + or.parts().stream().map(QueryWords::condition).collect(Collectors.joining(" or "))
          + ")";
    }
    if (c instanceof Condition.Compare compare) {
      String operator =
          switch (compare.operator()) {
            case "=" -> " is ";
            case "<>" -> " is not ";
            case ">" -> " is above ";
            case ">=" -> " is at least ";
            case "<" -> " is below ";
            default -> " is at most ";
          };
      return expr(compare.left()) + operator + expr(compare.right());
    }
    if (c instanceof Condition.Between b) {
      return expr(b.value()) + " lies between " + expr(b.low()) + " and " + expr(b.high());
    }
    if (c instanceof Condition.Like like) {
      return expr(like.value())
          + (like.negated() ? " does not match '" : " matches '")
          + like.pattern()
          + "'";
    }
    if (c instanceof Condition.Null n) {
      return expr(n.value()) + (n.negated() ? " is known" : " is not known");
    }
    if (c instanceof Condition.OneOf one) {
      return expr(one.value())
          + (one.negated() ? " is none of " : " is one of ")
          + one.options().stream().map(QueryWords::expr).collect(Collectors.joining(", "));
    }
    Condition.In in = (Condition.In) c;
    return expr(in.value())
        + (in.negated() ? " is not among" : " is among")
        + " ("
        + String.join(" ", steps(in.query()))
        + ")";
  }

  private static String expr(Expr e) {
    if (e instanceof Expr.Col col) {
      return column(col.column());
    }
    if (e instanceof Expr.Text text) {
      return "'" + text.value() + "'";
    }
    if (e instanceof Expr.Num num) {
      return num.value().toPlainString();
    }
    if (e instanceof Expr.Day day) {
      return day.value().toString();
    }
    if (e instanceof Expr.CountRows) {
      return "the number of rows";
    }
    if (e instanceof Expr.Call call) {
      String of = expr(call.argument());
      return switch (call.function()) {
        case COUNT -> "the number of " + (call.distinct() ? "different " : "") + of;
        case SUM -> "the total " + of;
        case AVG -> "the average " + of;
        case MIN -> "the lowest " + of;
        case MAX -> "the highest " + of;
      };
    }
    if (e instanceof Expr.MetricCall metric) {
      return "the metric " + metric.name().replace('_', ' ');
    }
    if (e instanceof Expr.Bucket bucket) {
      return "the "
          + bucket.unit().name().toLowerCase(java.util.Locale.ROOT)
          + " of "
          + expr(bucket.date());
    }
    if (e instanceof Expr.Binary b) {
      return expr(b.left()) + " " + b.operator() + " " + expr(b.right());
    }
    if (e instanceof Expr.Total total) {
      return expr(total.aggregate()) + " of all together";
    }
    if (e instanceof Expr.Previous previous) {
      return expr(previous.aggregate()) + " of the one before";
    }
    if (e instanceof Expr.Quotient quotient) {
      return expr(quotient.part())
          + (quotient.percent() ? " in percent of " : " divided by ")
          + expr(quotient.whole());
    }
    return "(" + String.join(" ", steps(((Expr.Scalar) e).query())) + ")";
  }

  private static String column(Column column) {
    Table table = column.table();
    boolean says = column.words().stream().anyMatch(table.words()::contains);
    return says ? column.spoken() : table.spoken() + " " + column.spoken();
  }
}
