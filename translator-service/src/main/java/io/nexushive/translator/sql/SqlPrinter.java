package io.nexushive.translator.sql;

import io.nexushive.model.envelope.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes queries in one dialect. */
public final class SqlPrinter {
  private static final Set<String> RESERVED =
      Set.of(
          "all",
          "alter",
          "and",
          "any",
          "as",
          "asc",
          "between",
          "by",
          "case",
          "check",
          "column",
          "constraint",
          "create",
          "cross",
          "current",
          "default",
          "delete",
          "desc",
          "distinct",
          "drop",
          "else",
          "end",
          "except",
          "exists",
          "fetch",
          "for",
          "foreign",
          "from",
          "full",
          "grant",
          "group",
          "having",
          "in",
          "index",
          "inner",
          "insert",
          "intersect",
          "into",
          "is",
          "join",
          "left",
          "like",
          "limit",
          "match",
          "natural",
          "not",
          "null",
          "of",
          "offset",
          "on",
          "or",
          "order",
          "outer",
          "primary",
          "references",
          "right",
          "rows",
          "row",
          "select",
          "set",
          "some",
          "table",
          "then",
          "to",
          "union",
          "unique",
          "update",
          "user",
          "using",
          "values",
          "view",
          "when",
          "where",
          "window",
          "with",
          "transaction",
          "key",
          "keys",
          "rank",
          "groups",
          "commit",
          "add",
          "plan",
          "trigger",
          "if",
          "begin");
  private final Dialect dialect;
  private final DateSql dates;

  public SqlPrinter(Dialect dialect) {
    this.dialect = dialect;
    this.dates = new DateSql(dialect);
  }

  public String print(Query query) {
    if (query instanceof Query.Combined both) {
      return print(both.left()) + " " + both.operator() + " " + print(both.right());
    }
    return select((Query.Select) query);
  }

  private String select(Query.Select s) {
    boolean qualify = s.sources().size() > 1;
    StringBuilder out = new StringBuilder("SELECT ");
    if (s.distinct()) {
      out.append("DISTINCT ");
    }
    out.append(
        s.outputs().stream()
            .map(o -> expr(o.value(), qualify) + (o.name() == null ? "" : " AS " + quote(o.name())))
            .collect(Collectors.joining(", ")));
    out.append(" FROM ");
    for (int i = 0; i < s.sources().size(); i++) {
      out.append(i == 0 ? "" : " JOIN ").append(source(s.sources().get(i)));
    }
    clause(out, " WHERE ", s.where(), qualify);
    list(out, " GROUP BY ", s.groupBy().stream().map(e -> expr(e, qualify)).toList());
    clause(out, " HAVING ", s.having(), qualify);
    list(
        out,
        " ORDER BY ",
        s.orderBy().stream()
            .map(o -> expr(o.value(), qualify) + (o.descending() ? " DESC" : ""))
            .toList());
    if (s.limit() != null) {
      out.append(" LIMIT ").append(s.limit());
    }
    return out.toString();
  }

  private String source(Query.Source source) {
    StringBuilder out = new StringBuilder();
    String schema = source.table().source().schema();
    if (schema != null && !schema.isEmpty()) {
      out.append(quote(schema)).append('.');
    }
    out.append(quote(source.table().name()));
    if (!source.alias().equals(source.table().name())) {
      out.append(" AS ").append(quote(source.alias()));
    }
    if (!source.on().isEmpty()) {
      out.append(" ON ")
          .append(
              source.on().stream()
                  .map(pair -> expr(pair[0], true) + " = " + expr(pair[1], true))
                  .collect(Collectors.joining(" AND ")));
    }
    return out.toString();
  }

  private void clause(StringBuilder out, String word, List<Condition> parts, boolean qualify) {
    if (!parts.isEmpty()) {
      out.append(word)
          .append(
              parts.stream()
                  .map(c -> condition(c, qualify, parts.size() > 1))
                  .collect(Collectors.joining(" AND ")));
    }
  }

  private static void list(StringBuilder out, String word, List<String> parts) {
    if (!parts.isEmpty()) {
      out.append(word).append(String.join(", ", parts));
    }
  }

  private String condition(Condition c, boolean q, boolean inner) {
    if (c instanceof Condition.And and) {
      String text =
          and.parts().stream().map(p -> condition(p, q, true)).collect(Collectors.joining(" AND "));
      return inner ? "(" + text + ")" : text;
    }
    if (c instanceof Condition.Or or) {
      String text =
          or.parts().stream().map(p -> condition(p, q, true)).collect(Collectors.joining(" OR "));
      return inner ? "(" + text + ")" : text;
    }
    if (c instanceof Condition.Compare compare) {
      return expr(compare.left(), q) + " " + compare.operator() + " " + expr(compare.right(), q);
    }
    if (c instanceof Condition.Between between) {
      return expr(between.value(), q)
          + " BETWEEN "
          + expr(between.low(), q)
          + " AND "
          + expr(between.high(), q);
    }
    if (c instanceof Condition.Like like) {
      return expr(like.value(), q)
          + (like.negated() ? " NOT" : "")
          + " LIKE "
          + text(like.pattern());
    }
    if (c instanceof Condition.Null isNull) {
      return expr(isNull.value(), q) + (isNull.negated() ? " IS NOT NULL" : " IS NULL");
    }
    if (c instanceof Condition.OneOf one) {
      return expr(one.value(), q)
          + (one.negated() ? " NOT" : "")
          + " IN ("
          + one.options().stream().map(o -> expr(o, q)).collect(Collectors.joining(", "))
          + ")";
    }
    Condition.In in = (Condition.In) c;
    return expr(in.value(), q) + (in.negated() ? " NOT" : "") + " IN (" + print(in.query()) + ")";
  }

  private String expr(Expr e, boolean q) {
    if (e instanceof Expr.Col col) {
      return (q ? quote(col.alias()) + "." : "") + quote(col.column().name());
    }
    if (e instanceof Expr.Text text) {
      return text(text.value());
    }
    if (e instanceof Expr.Num num) {
      return num.value().toPlainString();
    }
    if (e instanceof Expr.Day day) {
      return dates.literal(day);
    }
    if (e instanceof Expr.CountRows) {
      return "COUNT(*)";
    }
    if (e instanceof Expr.Call call) {
      return call.function()
          + "("
          + (call.distinct() ? "DISTINCT " : "")
          + expr(call.argument(), q)
          + ")";
    }
    if (e instanceof Expr.MetricCall metric) {
      return MetricExpression.qualify(metric, q, this::quote);
    }
    if (e instanceof Expr.Bucket bucket) {
      return dates.bucket(bucket.unit(), expr(bucket.date(), q));
    }
    if (e instanceof Expr.Binary b) {
      return expr(b.left(), q) + " " + b.operator() + " " + expr(b.right(), q);
    }
    if (e instanceof Expr.Total total) {
      return "SUM(" + expr(total.aggregate(), q) + ") OVER ()";
    }
    if (e instanceof Expr.Previous previous) {
      return "LAG("
          + expr(previous.aggregate(), q)
          + ") OVER (ORDER BY "
          + expr(previous.by(), q)
          + ")";
    }
    if (e instanceof Expr.Quotient quotient) {
      return (quotient.percent() ? "100.0 * (" : "1.0 * (")
          + expr(quotient.part(), q)
          + ") / NULLIF("
          + expr(quotient.whole(), q)
          + ", 0)";
    }
    return "(" + print(((Expr.Scalar) e).query()) + ")";
  }

  /** A string literal. */
  public String text(String value) {
    String doubled = value.replace("'", "''");
    boolean backslashEscapes =
        dialect == Dialect.MYSQL
            || dialect == Dialect.BIGQUERY
            || dialect == Dialect.DATABRICKS
            || dialect == Dialect.SNOWFLAKE;
    if (!backslashEscapes) {
      return "'" + doubled + "'";
    }
    String escaped = doubled.replace("\\", "\\\\");
    return "'"
        + (dialect == Dialect.BIGQUERY || dialect == Dialect.DATABRICKS
            ? value.replace("\\", "\\\\").replace("'", "\\'")
            : escaped)
        + "'";
  }

  String quote(String name) {
    boolean plain =
        name.matches("[A-Za-z_][A-Za-z0-9_]*") && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    boolean folds =
        switch (dialect) {
          case POSTGRES -> !name.equals(name.toLowerCase(Locale.ROOT));
          case SNOWFLAKE ->
              !name.equals(name.toUpperCase(Locale.ROOT))
                  && !name.equals(name.toLowerCase(Locale.ROOT));
          case SQLITE, MYSQL, DUCKDB, DATABRICKS, BIGQUERY -> false;
        };
    if (plain && !folds) {
      return name;
    }
    boolean backtick =
        dialect == Dialect.MYSQL || dialect == Dialect.DATABRICKS || dialect == Dialect.BIGQUERY;
    return backtick
        ? "`" + name.replace("`", "``") + "`"
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
