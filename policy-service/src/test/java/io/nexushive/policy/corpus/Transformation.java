package io.nexushive.policy.corpus;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.Lexer;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.text.Token;
import io.nexushive.policy.text.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/** Ways to write the same, or to hide it. */
enum Transformation {
  UPPER_CASE(true, (sql, d) -> words(sql, d, w -> w.toUpperCase(Locale.ROOT))),
  SWAPPED_CASE(true, (sql, d) -> words(sql, d, Transformation::swapped)),
  BLOCK_COMMENTS(true, (sql, d) -> between(sql, d, " /* note */ ")),
  LINE_COMMENTS(true, (sql, d) -> between(sql, d, " -- note\n")),
  WHITE_SPACE(true, (sql, d) -> between(sql, d, "\t\n  \r\n")),
  QUOTED(true, Transformation::quoted),
  ALIASED(true, Transformation::aliased),
  IN_PARENTHESES(false, (sql, d) -> "(" + body(sql) + "\n)"),
  IN_A_CTE(true, (sql, d) -> "WITH w AS (" + body(sql) + "\n) SELECT count(*) FROM w"),
  IN_A_SUBQUERY(true, (sql, d) -> "SELECT count(*) FROM (" + body(sql) + "\n) w"),
  IN_A_SCALAR(false, (sql, d) -> "SELECT 1 WHERE EXISTS (" + body(sql) + "\n)"),
  IN_A_UNION(false, (sql, d) -> "SELECT count(*) FROM sales UNION ALL " + body(sql)),
  BEFORE_A_UNION(false, (sql, d) -> body(sql) + "\nUNION ALL SELECT count(*) FROM sales"),
  IN_A_FILTER(
      false, (sql, d) -> "SELECT count(*) FROM sales WHERE quantity IN (" + body(sql) + "\n)");

  private static final Set<String> TABLES = Set.of("sales", "regions", "products", "customers");
  private static final Set<String> COLUMNS =
      Set.of(
          "sale_id",
          "sale_date",
          "region_id",
          "product_id",
          "customer_id",
          "quantity",
          "profit",
          "net_revenue",
          "region_name",
          "manager",
          "product_name",
          "category",
          "unit_cost",
          "customer_name",
          "email",
          "phone",
          "segment",
          "credit_card",
          "ssn");
  private static final Set<String> AFTER_A_TABLE =
      Set.of("WHERE", "GROUP", "ORDER", "JOIN", "LEFT", "INNER", "CROSS", "UNION", "LIMIT");

  private final boolean keepsMeaning;
  private final BiFunction<String, Dialect, String> change;

  Transformation(boolean keepsMeaning, BiFunction<String, Dialect, String> change) {
    this.keepsMeaning = keepsMeaning;
    this.change = change;
  }

  /** Whether there is anything to hide: nothing put into another query is that other query. */
  static boolean saysSomething(CorpusCase original) {
    String sql = original.sql().strip();
    return !sql.isEmpty() && !(sql.startsWith("--") && sql.indexOf('\n') < 0);
  }

  /** Whether what was allowed is to stay allowed. */
  boolean keepsMeaning() {
    return keepsMeaning;
  }

  String apply(CorpusCase original) {
    return change.apply(original.sql(), original.dialect());
  }

  private static String body(String sql) {
    String trimmed = sql.strip();
    return trimmed.endsWith(";") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
  }

  private static List<Token> tokens(String sql, Dialect dialect) {
    try {
      return Lexer.read(sql, dialect, Limits.STANDARD);
    } catch (SqlRefused e) {
      return List.of();
    }
  }

  /** Changes what stands in quotes nowhere. */
  private static String words(
      String sql, Dialect dialect, java.util.function.UnaryOperator<String> change) {
    StringBuilder out = new StringBuilder(sql);
    for (Token token : tokens(sql, dialect)) {
      if (token.kind() == Kind.WORD) {
        out.replace(
            token.position(), token.position() + token.raw().length(), change.apply(token.raw()));
      }
    }
    return out.toString();
  }

  private static String swapped(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      out.append(i % 2 == 0 ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    return out.toString();
  }

  /** Puts something between every two tokens that white space stands between. */
  private static String between(String sql, Dialect dialect, String filler) {
    List<Token> tokens = tokens(sql, dialect);
    StringBuilder out = new StringBuilder(sql);
    for (int i = tokens.size() - 1; i > 0; i--) {
      Token before = tokens.get(i - 1);
      int end = before.position() + before.raw().length();
      if (tokens.get(i).position() > end) {
        out.insert(end, filler);
      }
    }
    return out.toString();
  }

  private static String quoted(String sql, Dialect dialect) {
    List<Token> tokens = tokens(sql, dialect);
    StringBuilder out = new StringBuilder(sql);
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      boolean call = i + 1 < tokens.size() && tokens.get(i + 1).raw().equals("(");
      String folded = token.raw().toLowerCase(Locale.ROOT);
      if (token.kind() == Kind.WORD && !call && COLUMNS.contains(folded)) {
        String name = dialect == Dialect.SNOWFLAKE ? token.raw().toUpperCase(Locale.ROOT) : folded;
        boolean backticks =
            dialect == Dialect.MYSQL
                || dialect == Dialect.BIGQUERY
                || dialect == Dialect.DATABRICKS;
        String quote = backticks ? "`" : "\"";
        out.replace(
            token.position(), token.position() + token.raw().length(), quote + name + quote);
      }
    }
    return out.toString();
  }

  /** Gives a table that is named once another name. */
  private static String aliased(String sql, Dialect dialect) {
    List<Token> tokens = tokens(sql, dialect);
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String table = token.raw().toLowerCase(Locale.ROOT);
      boolean named =
          token.kind() == Kind.WORD
              && TABLES.contains(table)
              && tokens.stream().filter(t -> t.raw().equalsIgnoreCase(table)).count() == 1;
      boolean read = tokens.get(i - 1).raw().equalsIgnoreCase("FROM");
      boolean bare =
          i + 1 == tokens.size()
              || AFTER_A_TABLE.contains(tokens.get(i + 1).raw().toUpperCase(Locale.ROOT));
      if (named && read && bare) {
        return new StringBuilder(sql)
            .insert(token.position() + token.raw().length(), " AS zz")
            .toString();
      }
    }
    return sql;
  }
}
