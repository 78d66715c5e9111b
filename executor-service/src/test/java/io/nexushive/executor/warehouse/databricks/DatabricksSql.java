package io.nexushive.executor.warehouse.databricks;

import java.util.regex.Pattern;

/** Turns Databricks' SQL into the engine's, as far as the two differ in what tests ask. */
final class DatabricksSql {
  private static final Pattern SERIES = Pattern.compile("range\\((\\d+)\\)(?: ([a-z])\\b)?");
  private static final Pattern STRUCT =
      Pattern.compile("named_struct\\('(\\w+)', (\\S+), '(\\w+)', (\\w+)\\)");
  private static final Pattern ARRAY = Pattern.compile("array\\(([^()]*)\\)");

  private DatabricksSql() {}

  static String toEngine(String sql, String user) {
    String text = sql.replace('`', '"').replace("\"shop\".information_schema.", "vendor.");
    text =
        SERIES
            .matcher(text)
            .replaceAll(
                m ->
                    "range("
                        + m.group(1)
                        + ") "
                        + (m.group(2) == null ? "r" : m.group(2))
                        + "(id)");
    text = STRUCT.matcher(text).replaceAll("{'$1': $2, '$3': $4}");
    text = ARRAY.matcher(text).replaceAll("[$1]");
    return text.replace("TIMESTAMP '", "TIMESTAMPTZ '")
        .replace("TIMESTAMP_NTZ '", "TIMESTAMP '")
        .replace("rand()", "random()")
        .replace("current_user()", "'" + user + "'");
  }
}
