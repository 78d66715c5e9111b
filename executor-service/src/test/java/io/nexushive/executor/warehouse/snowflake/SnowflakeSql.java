package io.nexushive.executor.warehouse.snowflake;

import java.util.regex.Pattern;

/** Turns Snowflake's SQL into the engine's, as far as the two differ in what tests ask. */
final class SnowflakeSql {
  private static final int INSENSITIVE = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern GENERATOR =
      Pattern.compile("TABLE\\(GENERATOR\\(ROWCOUNT => (\\d+)\\)\\)");
  private static final Pattern COUNTER = Pattern.compile("SEQ8\\(\\)");

  private SnowflakeSql() {}

  static String toEngine(String sql, SnowflakeDouble.User user) {
    String folded = folded(sql);
    String counted = COUNTER.matcher(folded).replaceAll("RANGE");
    return GENERATOR
        .matcher(counted)
        .replaceAll("RANGE($1)")
        .replace("INFORMATION_SCHEMA.", "VENDOR.")
        .replace("CURRENT_SCHEMA()", "'PUBLIC'")
        .replace("CURRENT_ROLE()", "'" + user.role() + "'")
        .replace("CURRENT_USER()", "'" + user.name() + "'");
  }

  private static final Pattern DEFINITION =
      Pattern.compile("\\s*(CREATE|DROP|ALTER|COMMENT|GRANT|REVOKE)\\b.*", INSENSITIVE);
  private static final Pattern CHANGE =
      Pattern.compile("\\s*(INSERT|UPDATE|DELETE|MERGE|TRUNCATE)\\b.*", INSENSITIVE);

  /** Whether it defines something, which ends a transaction. */
  static boolean isDefinition(String sql) {
    return DEFINITION.matcher(sql).matches();
  }

  /** Whether it needs more than a right to read. */
  static boolean writes(String sql) {
    return isDefinition(sql) || CHANGE.matcher(sql).matches();
  }

  /** A text in quotes. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Unquoted names are upper-case; nothing else depends on it. */
  static String folded(String sql) {
    StringBuilder text = new StringBuilder();
    char quote = 0;
    for (char c : sql.toCharArray()) {
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (quote == c) {
        quote = 0;
      }
      text.append(quote == 0 ? Character.toUpperCase(c) : c);
    }
    return text.toString();
  }

  /** How many statements a text has. */
  static int statements(String sql) {
    int found = 0;
    for (String part : sql.replaceAll("'[^']*'|\"[^\"]*\"", "x").split(";")) {
      found += part.isBlank() ? 0 : 1;
    }
    return found;
  }
}
