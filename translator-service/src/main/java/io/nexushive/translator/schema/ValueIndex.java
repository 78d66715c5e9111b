package io.nexushive.translator.schema;

import io.nexushive.model.text.Edits;
import io.nexushive.translator.language.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the columns that hold a value, whatever its case, punctuation and number. */
public final class ValueIndex {
  /** The most words that a value can have and still be looked for in a question. */
  public static final int MAX_WORDS = 8;

  private static final int MIN_TYPO_LENGTH = 6;
  private final Map<String, List<ValueHit>> exact = new HashMap<>();
  private final Map<String, List<ValueHit>> singular = new HashMap<>();
  private final Map<Integer, List<String>> byLength = new HashMap<>();
  private final Set<String> words = new HashSet<>();

  void add(Column column, String value, String said, double score) {
    ValueHit hit = new ValueHit(column, value, score);
    String key = normal(said);
    if (key.isEmpty()) {
      return;
    }
    List<ValueHit> hits = exact.computeIfAbsent(key, k -> new ArrayList<>(1));
    if (hits.isEmpty()) {
      byLength.computeIfAbsent(key.length(), k -> new ArrayList<>()).add(key);
      words.addAll(List.of(key.split(" ")));
    }
    hits.add(hit);
    singular.computeIfAbsent(base(key), k -> new ArrayList<>(1)).add(hit);
  }

  /** Columns that hold {@code text} as a value. */
  public List<ValueHit> find(String text) {
    String key = normal(text);
    List<ValueHit> hits = exact.get(key);
    if (hits != null) {
      return hits;
    }
    return singular.getOrDefault(base(key), List.of());
  }

  /** Whether {@code word}, in lower case, stands in a value. */
  boolean holdsWord(String word) {
    return words.contains(word);
  }

  /** Values that differ from {@code text} by one slip of the pen. */
  public List<ValueHit> similar(String text) {
    String key = normal(text);
    if (key.length() < MIN_TYPO_LENGTH) {
      return List.of();
    }
    List<ValueHit> found = new ArrayList<>();
    for (int length = key.length() - 1; length <= key.length() + 1; length++) {
      for (String other : byLength.getOrDefault(length, List.of())) {
        if (other.charAt(0) == key.charAt(0) && Edits.within(key, other, 1)) {
          found.addAll(exact.get(other));
        }
      }
    }
    return found;
  }

  /** {@code text} without case and punctuation, as values are compared. */
  public static String normal(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        out.append(Character.toLowerCase(c));
      } else if (c != '\'' && out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString().strip().toLowerCase(Locale.ROOT);
  }

  private static String base(String key) {
    StringBuilder out = new StringBuilder(key.length());
    for (String word : key.split(" ")) {
      out.append(Words.singular(word)).append(' ');
    }
    return out.toString().strip();
  }
}
