package io.nexushive.translator.sql;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a metric's expression into a query: its column names get the name of their source. */
final class MetricExpression {
  private static final Pattern PIECE =
      Pattern.compile("'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*+(?!\\s*\\()|.", Pattern.DOTALL);

  private MetricExpression() {}

  static String qualify(Expr.MetricCall metric, boolean qualified, UnaryOperator<String> quote) {
    StringBuilder out = new StringBuilder();
    Matcher m = PIECE.matcher(metric.expression());
    while (m.find()) {
      String piece = m.group();
      var column = metric.table().column(piece);
      if (column.isPresent()) {
        out.append(qualified ? quote.apply(metric.alias()) + "." : "")
            .append(quote.apply(column.get().name()));
      } else {
        out.append(piece);
      }
    }
    return out.toString();
  }
}
