package io.nexushive.executor.warehouse.fetched;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of tables and columns, made from those that others gave. */
public final class Names {
  private static final Pattern HARMFUL = Pattern.compile("[^A-Za-z0-9_]+");
  private static final int LONGEST = 56;

  private Names() {}

  /**
   * The plain name closest to {@code text} that is none of {@code taken}, and is from now on. Names
   * that differ in case only are one.
   */
  public static String plain(String text, Set<String> taken) {
    String harmless = HARMFUL.matcher(text).replaceAll("_");
    String started =
        harmless.isEmpty() || Character.isDigit(harmless.charAt(0)) ? "_" + harmless : harmless;
    String cut = started.length() > LONGEST ? started.substring(0, LONGEST) : started;
    String name = cut;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = cut + "_" + i;
    }
    return name;
  }
}
