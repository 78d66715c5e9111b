package io.nexushive.visualizer.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of columns as words. */
public final class Words {
  private Words() {}

  /** The words of a name, in lower case; never empty. */
  public static List<String> of(String name) {
    String spaced =
        name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    return spaced.isEmpty() ? List.of(name) : Arrays.asList(spaced.split(" "));
  }

  /** {@code net_revenue} as {@code Net revenue}; a name that is no plain one stays as it is. */
  public static String label(String name) {
    if (!name.matches("[\\p{L}\\p{N}_ ]+")) {
      return name;
    }
    return capitalised(String.join(" ", name.strip().split("[_ ]+")));
  }

  /** {@code text} with a capital first letter. */
  public static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
