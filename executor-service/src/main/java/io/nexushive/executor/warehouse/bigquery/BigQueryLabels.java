package io.nexushive.executor.warehouse.bigquery;

import io.nexushive.executor.warehouse.QueryTag;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tag as labels: {@code name=value} becomes a label of that name, any other word the value of
 * {@code tag}.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/labels-intro#requirements">what labels may
 *     hold</a>
 */
final class BigQueryLabels {
  private static final int LONGEST = 63;

  private BigQueryLabels() {}

  static Map<String, String> of(QueryTag tag) {
    Map<String, String> labels = new TreeMap<>();
    for (String word : tag.value().split("[, ]+")) {
      String[] pair = word.split("=", 2);
      String name = pair.length == 2 ? form(pair[0]) : "tag";
      String value = form(pair[pair.length - 1]);
      if (!name.isEmpty() && Character.isLetter(name.charAt(0)) && !value.isEmpty()) {
        labels.merge(name, value, (a, b) -> form(a + "_" + b));
      }
    }
    return labels;
  }

  private static String form(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
