package io.nexushive.executor.warehouse.bigquery;

import java.util.Locale;
import java.util.regex.Pattern;

/** Turns BigQuery's SQL into the engine's, as far as the two differ in what tests ask. */
final class BigQuerySql {
  private static final Pattern VIEWS = Pattern.compile("`[^`]+`\\.`[^`]+`\\.INFORMATION_SCHEMA\\.");
  private static final Pattern SERIES =
      Pattern.compile("UNNEST\\(GENERATE_ARRAY\\((\\d+), (\\d+)\\)\\) AS (\\w+)");
  private static final Pattern STRUCT = Pattern.compile("STRUCT\\(([^()]*)\\)");
  private static final Pattern FIELD = Pattern.compile("(\\S+) AS (\\w+)");

  private BigQuerySql() {}

  static String toEngine(String sql) {
    String text = VIEWS.matcher(sql).replaceAll("vendor.");
    text = SERIES.matcher(text).replaceAll("range($1, $2 + 1) AS $3($3)");
    text =
        STRUCT
            .matcher(text)
            .replaceAll(m -> "{" + FIELD.matcher(m.group(1)).replaceAll("'$2': $1") + "}");
    return text.replace("TIMESTAMP '", "TIMESTAMPTZ '")
        .replace("DATETIME '", "TIMESTAMP '")
        .replace("RAND()", "random()")
        .replace('`', '"');
  }

  /** What kind of statement the service would say it is. */
  static String type(String sql) {
    if (sql.strip().replaceAll("'[^']*'", "").matches("(?s).*;\\s*\\S.*")) {
      return "SCRIPT";
    }
    String[] words = sql.strip().toUpperCase(Locale.ROOT).split("[\\s(]+");
    return switch (words[0]) {
      case "SELECT", "WITH" -> "SELECT";
      case "CREATE", "DROP", "ALTER", "TRUNCATE" -> words[0] + "_" + words[1];
      case "EXPORT" -> "EXPORT_DATA";
      default -> words[0];
    };
  }
}
