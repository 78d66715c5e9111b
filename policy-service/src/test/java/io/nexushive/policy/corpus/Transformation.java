package io.nexushive.policy.corpus;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.Lexer;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.text.Token;
import io.nexushive.policy.text.Token.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Ways to write the same, or to hide it: the transformations that the corpus asks for. One that a
 * dialect has no form for, or that finds nothing to change, leaves a text as it is.
 */
enum Transformation {
  UPPER_CASE(true, (sql, d) -> words(sql, d, w -> w.toUpperCase(Locale.ROOT))),
  LOWER_CASE(true, (sql, d) -> words(sql, d, w -> w.toLowerCase(Locale.ROOT))),
  SWAPPED_CASE(true, (sql, d) -> words(sql, d, Transformation::swapped)),
  BLOCK_COMMENTS(true, (sql, d) -> between(sql, d, " /* note */ ")),
  LINE_COMMENTS(true, (sql, d) -> between(sql, d, " -- note\n")),
  OWN_COMMENTS(true, Transformation::ownComments),
  WHITE_SPACE(true, (sql, d) -> between(sql, d, "\t\n  \r\n")),
  QUOTED(true, Transformation::quoted),
  QUOTED_TABLES(true, Transformation::quotedTables),
  ALIASED(true, Transformation::aliased),
  TITLED(true, Transformation::titled),
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
      Set.of(
          "WHERE",
          "GROUP",
          "ORDER",
          "JOIN",
          "LEFT",
          "RIGHT",
          "FULL",
          "INNER",
          "CROSS",
          "NATURAL",
          "ON",
          "USING",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "HAVING",
          "QUALIFY",
          "WINDOW",
          "LIMIT",
          "OFFSET",
          "SELECT",
          ",",
          ")",
          ";");

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
    List<Token> tokens = tokens(sql, dialect);
    if (tokens.isEmpty()) {
      return change.apply(sql);
    }
    StringBuilder out = new StringBuilder(sql);
    for (Token token : tokens) {
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
    if (tokens.isEmpty()) {
      // What follows a text that is not closed could close it.
      return filler + sql;
    }
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

  /** The comments that only some dialects have. */
  private static String ownComments(String sql, Dialect dialect) {
    return switch (dialect) {
      case MYSQL, BIGQUERY -> between(sql, dialect, " # note\n");
      case SNOWFLAKE -> between(sql, dialect, " // note\n");
      case POSTGRES, DUCKDB -> between(sql, dialect, " /* a /* note */ in it */ ");
      case SQLITE, DATABRICKS -> sql;
    };
  }

  private static String quoted(String sql, Dialect dialect) {
    return quoted(sql, dialect, COLUMNS);
  }

  private static String quotedTables(String sql, Dialect dialect) {
    return quoted(sql, dialect, TABLES);
  }

  private static String quoted(String sql, Dialect dialect, Set<String> names) {
    List<Token> tokens = tokens(sql, dialect);
    StringBuilder out = new StringBuilder(sql);
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      boolean call = i + 1 < tokens.size() && tokens.get(i + 1).raw().equals("(");
      String folded = token.raw().toLowerCase(Locale.ROOT);
      if (token.kind() == Kind.WORD && !call && names.contains(folded)) {
        String name = dialect == Dialect.SNOWFLAKE ? folded.toUpperCase(Locale.ROOT) : folded;
        String quote =
            switch (dialect) {
              case MYSQL, BIGQUERY, DATABRICKS -> "`";
              case POSTGRES, SQLITE, DUCKDB, SNOWFLAKE -> "\"";
            };
        replace(out, token, quote + name + quote);
      }
    }
    return out.toString();
  }

  /** Gives every table that is named once after FROM or JOIN another name, there and elsewhere. */
  private static String aliased(String sql, Dialect dialect) {
    List<Token> tokens = tokens(sql, dialect);
    Map<String, Integer> sources = new LinkedHashMap<>();
    Set<String> unsure = new HashSet<>();
    for (int i = 1; i < tokens.size(); i++) {
      String table = tokens.get(i).raw().toLowerCase(Locale.ROOT);
      boolean read = is(tokens, i - 1, "FROM") || is(tokens, i - 1, "JOIN");
      if (TABLES.contains(table) && (read || !is(tokens, i + 1, "."))) {
        boolean bare =
            i + 1 == tokens.size()
                || AFTER_A_TABLE.contains(tokens.get(i + 1).raw().toUpperCase(Locale.ROOT));
        if (!read || !bare || sources.put(table, i) != null) {
          unsure.add(table);
        }
      }
    }
    StringBuilder out = new StringBuilder(sql);
    for (int i = tokens.size() - 1; i >= 0; i--) {
      String table = tokens.get(i).raw().toLowerCase(Locale.ROOT);
      if (unsure.contains(table) || !sources.containsKey(table)) {
        continue;
      }
      if (sources.get(table) == i) {
        replace(out, tokens.get(i), tokens.get(i).raw() + " AS zz_" + table);
      } else if (is(tokens, i + 1, ".")) {
        replace(out, tokens.get(i), "zz_" + table);
      }
    }
    return out.toString();
  }

  /** Gives the last term of the result a name, where it has none. */
  private static String titled(String sql, Dialect dialect) {
    List<Token> tokens = tokens(sql, dialect);
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String raw = tokens.get(i).raw();
      depth += raw.equals("(") ? 1 : raw.equals(")") ? -1 : 0;
      if (depth == 0 && i > 2 && is(tokens, i, "FROM") && is(tokens, 0, "SELECT")) {
        boolean term =
            is(tokens, i - 1, ")")
                || (tokens.get(i - 1).kind() == Kind.WORD
                    && (is(tokens, i - 2, ",")
                        || is(tokens, i - 2, ".")
                        || is(tokens, i - 2, "SELECT")));
        Token last = tokens.get(i - 1);
        return term
            ? new StringBuilder(sql)
                .insert(last.position() + last.raw().length(), " AS zz_title")
                .toString()
            : sql;
      }
    }
    return sql;
  }

  private static boolean is(List<Token> tokens, int index, String text) {
    return index >= 0 && index < tokens.size() && tokens.get(index).raw().equalsIgnoreCase(text);
  }

  private static void replace(StringBuilder out, Token token, String text) {
    out.replace(token.position(), token.position() + token.raw().length(), text);
  }
}
