package io.nexushive.model.text;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What columns are called that point at a table. */
public final class KeyNames {
  private static final Set<String> TELL_NOTHING = Set.of("id", "code", "name");

  private KeyNames() {}

  /** The names, {@link #plain}, of columns that probably point at {@code key} of {@code table}. */
  public static Set<String> pointingAt(String table, String key) {
    Set<String> names = new TreeSet<>();
    String plainKey = plain(key);
    String plainTable = plain(table);
    if (!TELL_NOTHING.contains(plainKey)) {
      names.add(plainKey);
    }
    names.add(plainTable + plainKey);
    names.add(singular(plainTable) + plainKey);
    return names;
  }

  /** A name without case and punctuation. */
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String singular(String name) {
    if (name.endsWith("ies")) {
      return name.substring(0, name.length() - 3) + "y";
    }
    return name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
  }
}
