package io.nexushive.translator.schema;

import io.nexushive.translator.embedding.NearWords;
import io.nexushive.translator.language.Stemmer;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.language.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds what a few words of a question name: tables, columns, metrics. Words match by base form,
 * stem, abbreviation or synonym, a word that none of these finds by what it means; the words of a
 * column's table may stand beside the column's own.
 */
public final class NameIndex {
  private static final double STEM = 0.95;
  private static final double SHORT_FORM = 0.85;
  private static final double SYNONYM = 0.8;
  private static final double NEAR = 0.7;
  private static final double TABLE_WORD = 0.92;
  private static final double FLOOR = 0.55;
  private static final double OF_TABLE = 0.1;
  private static final int CACHE_LIMIT = 20_000;
  private static final Pattern PARTS = Pattern.compile("[ -]");
  private static final Set<String> LIGHT =
      Set.of(
          "code",
          "description",
          "desc",
          "detail",
          "name",
          "id",
          "no",
          "number",
          "of",
          "in",
          "the",
          "is",
          "by",
          "text");

  private final Thesaurus thesaurus;
  private final NearWords nearWords;
  private final ValueIndex values;
  private final List<Name> all = new ArrayList<>();
  private final Map<String, List<Name>> byStem = new HashMap<>();
  private final Map<String, Other> others = new ConcurrentHashMap<>();

  /**
   * @param values whose words are not taken for names by what they mean
   */
  NameIndex(Thesaurus thesaurus, NearWords nearWords, ValueIndex values) {
    this.thesaurus = thesaurus;
    this.nearWords = nearWords;
    this.values = values;
  }

  private record Word(String base, String stem, double weight) {}

  /**
   * What stands for a word beside itself.
   *
   * @param stems of its synonyms, of names that shorten it or that it shortens, and of {@code near}
   * @param near words of names that it is nearest to by its meaning
   */
  private record Other(Set<String> stems, List<String> near) {}

  /** One way to say a target. */
  private record Name(
      Object target, List<Word> words, Set<String> tableStems, double quality, boolean curated) {}

  /**
   * What some words may mean.
   *
   * @param target a {@link Table}, a {@link Column} or a {@link
   *     io.nexushive.model.semantic.SemanticModel.Metric}
   * @param score 0 to 1
   */
  public record Link(Object target, double score) {}

  void add(
      Object target, List<String> words, List<String> tableWords, double quality, boolean curated) {
    Set<String> tableStems = new HashSet<>();
    tableWords.forEach(w -> tableStems.add(Stemmer.stem(w)));
    List<Word> parts = new ArrayList<>();
    boolean allFree = words.stream().allMatch(w -> tableStems.contains(Stemmer.stem(w)));
    for (String raw : words) {
      String base = Words.singular(raw);
      String stem = Stemmer.stem(base);
      boolean ofTable = !allFree && tableStems.contains(stem);
      boolean light = words.size() > 1 && LIGHT.contains(base);
      parts.add(new Word(base, stem, ofTable ? OF_TABLE : light ? 0.45 : 1));
    }
    if (parts.isEmpty()) {
      return;
    }
    Name name = new Name(target, parts, tableStems, quality, curated);
    all.add(name);
    for (Word word : parts) {
      byStem.computeIfAbsent(word.stem(), k -> new ArrayList<>(2)).add(name);
    }
  }

  /** What {@code words}, which are content words in the singular, may mean; best first. */
  public List<Link> find(List<String> words) {
    Map<Object, Double> best = new HashMap<>();
    collect(words, 1, best);
    if (words.size() <= 3) {
      String phrase = String.join(" ", words);
      for (String synonym : thesaurus.synonyms(phrase)) {
        List<String> other = List.of(PARTS.split(synonym));
        if (words.size() > 1 || other.size() > 1) {
          collect(other.stream().map(Words::singular).toList(), SYNONYM, best);
        }
      }
    }
    List<Link> links = new ArrayList<>();
    best.forEach((target, score) -> links.add(new Link(target, score)));
    links.sort(
        java.util.Comparator.comparingDouble(Link::score)
            .reversed()
            .thenComparing(l -> l.target().toString()));
    return links;
  }

  private void collect(List<String> words, double factor, Map<Object, Double> best) {
    List<Word> said = words.stream().map(word -> new Word(word, Stemmer.stem(word), 1)).toList();
    Set<Name> candidates = new LinkedHashSet<>();
    for (Word word : said) {
      candidates.addAll(byStem.getOrDefault(word.stem(), List.of()));
      if (factor == 1) {
        for (String other : others(word.base()).stems()) {
          candidates.addAll(byStem.getOrDefault(other, List.of()));
        }
      }
    }
    for (Name name : candidates) {
      if (name.curated() && factor < 1) {
        continue;
      }
      double score = score(said, name, factor == 1 && !name.curated()) * factor * name.quality();
      if (score >= FLOOR) {
        best.merge(name.target(), score, Math::max);
      }
    }
  }

  private Other others(String word) {
    Other known = others.get(word);
    if (known != null) {
      return known;
    }
    Set<String> stems = otherForms(word);
    List<String> near = near(word, stems);
    near.forEach(n -> stems.add(Stemmer.stem(n)));
    Other other = new Other(stems, near);
    if (others.size() < CACHE_LIMIT) {
      others.put(word, other);
    }
    return other;
  }

  /** Stems of synonyms, and those of names that shorten the word or that it shortens. */
  private Set<String> otherForms(String word) {
    Set<String> stems = new HashSet<>();
    for (String synonym : thesaurus.synonyms(word)) {
      if (synonym.indexOf(' ') < 0) {
        stems.add(Stemmer.stem(Words.singular(synonym)));
      }
    }
    for (String stem : byStem.keySet()) {
      if (shortens(stem, word) || shortens(word, stem)) {
        stems.add(stem);
      }
    }
    return stems;
  }

  /**
   * The words of names that {@code word}, which has no other way to name anything, is nearest to by
   * its meaning; nearest first.
   */
  public List<String> near(String word) {
    return others(word).near();
  }

  private List<String> near(String word, Set<String> otherForms) {
    if (byStem.containsKey(Stemmer.stem(word))
        || otherForms.stream().anyMatch(byStem::containsKey)
        || values.holdsWord(word)) {
      return List.of();
    }
    return nearWords.to(word).stream()
        .map(NearWords.Near::word)
        .filter(n -> byStem.containsKey(Stemmer.stem(n)))
        .toList();
  }

  private double score(List<Word> words, Name name, boolean synonymsToo) {
    double quality = 0;
    boolean[] used = new boolean[name.words().size()];
    boolean own = false;
    boolean beside = false;
    double weakest = 1;
    for (Word word : words) {
      double best = 0;
      int at = -1;
      for (int i = 0; i < used.length; i++) {
        double q = used[i] ? 0 : match(word, name.words().get(i), synonymsToo);
        if (q > best) {
          best = q;
          at = i;
        }
      }
      if (best < TABLE_WORD && name.tableStems().contains(word.stem())) {
        best = TABLE_WORD;
        at = -1;
      }
      if (best == 0) {
        return 0;
      }
      if (at >= 0) {
        used[at] = true;
        own |= name.words().get(at).weight() > OF_TABLE;
        weakest = Math.min(weakest, best);
      } else {
        beside = true;
      }
      quality += best;
    }
    if (!own || beside && weakest < SHORT_FORM) {
      return 0;
    }
    double covered = 0;
    double total = 0;
    for (int i = 0; i < used.length; i++) {
      total += name.words().get(i).weight();
      covered += used[i] ? name.words().get(i).weight() : 0;
    }
    double coverage = covered / total;
    if (name.curated() && coverage < 0.99) {
      return 0;
    }
    return quality / words.size() * (0.4 + 0.6 * coverage);
  }

  private double match(Word word, Word name, boolean synonymsToo) {
    if (word.base().equals(name.base())) {
      return 1;
    }
    if (word.stem().equals(name.stem())) {
      return STEM;
    }
    if (shortens(name.base(), word.base()) || shortens(word.base(), name.base())) {
      return SHORT_FORM;
    }
    if (!synonymsToo) {
      return 0;
    }
    return thesaurus.related(word.base(), name.base())
        ? SYNONYM
        : others(word.base()).stems().contains(name.stem()) ? NEAR : 0;
  }

  /** Whether {@code brief} is a usual short form of {@code word}: its beginning. */
  private static boolean shortens(String brief, String word) {
    if (brief.length() < 3
        || brief.length() >= word.length() - 1
        || brief.charAt(0) != word.charAt(0)) {
      return false;
    }
    if (word.startsWith(brief)) {
      return brief.length() <= 5 && word.length() - brief.length() >= 3;
    }
    return false;
  }
}
