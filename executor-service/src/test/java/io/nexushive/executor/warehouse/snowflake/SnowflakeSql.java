package io.nexushive.executor.warehouse.snowflake;

import java.util.regex.Pattern;

/** Turns Snowflake's SQL into the engine's, as far as the two differ in what tests ask. */
final class SnowflakeSql {
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
