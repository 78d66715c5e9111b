package io.nexushive.visualizer.result;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of columns as words. */
public final class Words {
  private static final Pattern CAMEL = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_ ]+");

  private Words() {}

  /** The words of a name, in lower case; never empty. */
  public static List<String> of(String name) {
    String spaced =
        BETWEEN
            .matcher(CAMEL.matcher(name).replaceAll("$1 $2"))
            .replaceAll(" ")
            .strip()
            .toLowerCase(Locale.ROOT);
    return spaced.isEmpty() ? List.of(name) : List.of(spaced.split(" "));
  }

  /** {@code net_revenue} as {@code Net revenue}; a name that is no plain one stays as it is. */
  public static String label(String name) {
    if (!PLAIN.matcher(name).matches()) {
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
