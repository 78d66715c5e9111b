package io.nexushive.executor.warehouse.databricks;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns Databricks' SQL into the engine's, as far as the two differ in what tests ask. */
final class DatabricksSql {
  private static final Pattern SERIES = Pattern.compile("range\\((\\d+)\\)(?: ([a-z])\\b)?");
  private static final Pattern STRUCT =
      Pattern.compile("named_struct\\('(\\w+)', (\\S+), '(\\w+)', (\\w+)\\)");
  private static final Pattern ARRAY = Pattern.compile("array\\(([^()]*)\\)");

  private static final Pattern WRITE =
      Pattern.compile(
          "\\s*(CREATE|DROP|ALTER|COMMENT|GRANT|INSERT|UPDATE|DELETE)\\b.*", Pattern.DOTALL);
  private static final Pattern GRANT =
      Pattern.compile("GRANT ([A-Z ]+) ON (CATALOG|SCHEMA|TABLE) \\S+ TO \"([^\"]+)\"");

  private DatabricksSql() {}

  /** Whether it needs more than a right to read. */
  static boolean writes(String sql) {
    return WRITE.matcher(sql).matches();
  }

  static String toEngine(String sql, String user) {
    String text = sql.replace('`', '"').replace("\"shop\".information_schema.", "vendor.");
    Matcher grant = GRANT.matcher(text);
    if (grant.matches()) {
      return "INSERT INTO vendor.grants VALUES ('%s', '%s', '%s')"
          .formatted(grant.group(2).toLowerCase(Locale.ROOT), grant.group(3), grant.group(1));
    }
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
