package io.nexushive.executor.upload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column of an uploaded file.
 *
 * @param name as it is asked by: a letter or underscore, then letters, digits and underscores
 */
record CsvColumn(String name, CsvType type) {
  private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]{0,62}";
  private static final int LONGEST = 60;

  static boolean isName(String name) {
    return name != null && name.matches(NAME);
  }

  /** A name close to {@code text} that needs no quotes; {@code other} where nothing is left. */
  static String nameLike(String text, String other) {
    String name =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "_")
            .replaceAll("^_+|_+$", "");
    if (name.isEmpty()) {
      return other;
    }
    name = name.substring(0, Math.min(name.length(), LONGEST));
    return isName(name) ? name : "_" + name;
  }

  /** Such names for all of {@code texts}; no two of them are the same. */
  static List<String> namesLike(List<String> texts) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String plain = nameLike(texts.get(i), "column_" + (i + 1));
      String name = plain;
      for (int n = 2; !taken.add(name); n++) {
        name = plain + "_" + n;
      }
      names.add(name);
    }
    return names;
  }
}
