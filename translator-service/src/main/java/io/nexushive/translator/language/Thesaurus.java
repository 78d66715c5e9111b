package io.nexushive.translator.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * General English synonyms, read from resources with one group of words a line. Nothing in it comes
 * from a particular database.
 */
public final class Thesaurus {
  private static final List<String> RESOURCES =
      List.of("/language/thesaurus.txt", "/language/wordnet.txt");
  private final Map<String, List<Integer>> groupsByWord = new HashMap<>();
  private final List<List<Entry>> groups = new ArrayList<>();

  /** A word or phrase, and the form under which it is found. */
  private record Entry(String phrase, String key) {}

  /** The thesaurus that comes with the service: the hand-written groups, then WordNet's. */
  public static Thesaurus load() {
    Thesaurus thesaurus = new Thesaurus();
    RESOURCES.forEach(thesaurus::read);
    return thesaurus;
  }

  private void read(String resource) {
    try (InputStream in = Thesaurus.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty() && !l.startsWith("#"))
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    List<Entry> entries =
        java.util.Arrays.stream(line.split(","))
            .map(String::strip)
            .filter(w -> !w.isEmpty())
            .map(w -> new Entry(w, key(w)))
            .toList();
    int group = groups.size();
    groups.add(entries);
    for (Entry entry : entries) {
      groupsByWord.computeIfAbsent(entry.key(), k -> new ArrayList<>()).add(group);
    }
  }

  /** Words and phrases that can stand for {@code phrase}; without itself. */
  public List<String> synonyms(String phrase) {
    String key = key(phrase);
    return groupsByWord.getOrDefault(key, List.of()).stream()
        .flatMap(g -> groups.get(g).stream())
        .filter(entry -> !entry.key().equals(key))
        .map(Entry::phrase)
        .distinct()
        .toList();
  }

  /** Whether the two words can stand for each other. */
  public boolean related(String one, String other) {
    List<Integer> a = groupsByWord.get(key(one));
    List<Integer> b = groupsByWord.get(key(other));
    if (a == null || b == null) {
      return false;
    }
    for (Integer group : a) {
      if (b.contains(group)) {
        return true;
      }
    }
    return false;
  }

  private static String key(String phrase) {
    if (phrase.indexOf(' ') < 0) {
      return Stemmer.stem(Words.singular(phrase));
    }
    return java.util.Arrays.stream(phrase.split(" "))
        .map(w -> Stemmer.stem(Words.singular(w)))
        .collect(Collectors.joining(" "));
  }
}
