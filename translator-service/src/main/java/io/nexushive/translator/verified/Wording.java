package io.nexushive.translator.verified;

import io.nexushive.translator.language.Stemmer;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Token.Kind;
import io.nexushive.translator.language.Tokenizer;
import io.nexushive.translator.schema.ValueIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question as the words that count and the values between them. Left out is only what cannot
 * change what is asked: articles, forms of "to be", relative pronouns, the prepositions that stand
 * before a value or between nouns, and the words with which a request begins.
 */
final class Wording {
  private static final Set<String> SILENT =
      Set.of(
          "the", "a", "an", "is", "are", "was", "were", "be", "been", "do", "does", "did", "please",
          "of", "in", "for", "at", "on", "'s", "our", "my", "there", "who", "that");
  private static final Set<String> BEGINNING =
      Set.of(
          "show",
          "list",
          "find",
          "give",
          "return",
          "display",
          "tell",
          "get",
          "retrieve",
          "provide",
          "fetch",
          "present",
          "see",
          "know",
          "what",
          "which",
          "can",
          "could",
          "would",
          "you",
          "i",
          "we",
          "want",
          "need",
          "like",
          "to",
          "me",
          "us",
          "let");
  private static final Set<String> BEFORE_BY = Set.of("broken", "down", "grouped", "split");
  private static final Set<String> EACH = Set.of("each", "every");
  private static final Set<String> SILENT_MARKS =
      Set.of("?", ".", ",", "!", ";", ":", "'", "\"", "(", ")", "-", "'s");
  private static final Set<String> NO_AMOUNTS = Set.of("one", "once", "twice", "zero");

  private final List<Token> tokens;
  private final Map<SlotKind, Collection<ColumnValues>> kinds;
  private final List<Unit> units = new ArrayList<>();
  private boolean ambiguous;

  private Wording(String question, Map<SlotKind, Collection<ColumnValues>> kinds) {
    this.tokens = Tokenizer.tokens(question);
    this.kinds = kinds;
  }

  /** The words of a question without regard to any values, for an index. */
  static List<Unit> of(String question) {
    return of(question, Map.of()).orElseThrow();
  }

  /**
   * Reads {@code question}.
   *
   * @param kinds which values matter, with the columns that text may come from
   * @return absent where it cannot be told which kind of value something is
   */
  static Optional<List<Unit>> of(String question, Map<SlotKind, Collection<ColumnValues>> kinds) {
    Wording wording = new Wording(question, kinds);
    wording.read();
    return wording.ambiguous ? Optional.empty() : Optional.of(wording.units);
  }

  private void read() {
    int i = 0;
    while (i < tokens.size()) {
      int length = value(i);
      i += length > 0 ? length : word(i);
    }
  }

  /** How many tokens from {@code i} on are a value; 0 where none is. */
  private int value(int i) {
    Token token = tokens.get(i);
    boolean amount =
        token.kind() == Kind.NUMBER
            || token.isWord() && token.number() != null && !NO_AMOUNTS.contains(token.lower());
    if (amount && kinds.containsKey(SlotKind.NUMBER)) {
      units.add(Unit.value(SlotKind.NUMBER, token.number().toPlainString(), false));
      return 1;
    }
    if (token.kind() == Kind.DATE && kinds.containsKey(SlotKind.DATE)) {
      units.add(Unit.value(SlotKind.DATE, token.text(), false));
      return 1;
    }
    for (int length = Math.min(ValueIndex.MAX_WORDS, tokens.size() - i); length > 0; length--) {
      if (text(i, length)) {
        return length;
      }
    }
    if (token.kind() == Kind.QUOTED && !texts().isEmpty()) {
      // In quotes it is a value, whether or not the catalogue knows it.
      ambiguous |= texts().size() > 1;
      units.add(Unit.value(texts().get(0), token.text(), true));
      return 1;
    }
    return 0;
  }

  private boolean text(int i, int length) {
    StringBuilder said = new StringBuilder();
    for (Token token : tokens.subList(i, i + length)) {
      said.append(token.text()).append(' ');
    }
    List<SlotKind> found =
        texts().stream()
            .filter(
                kind -> kinds.get(kind).stream().anyMatch(v -> v.find(said.toString()).isPresent()))
            .toList();
    if (found.isEmpty()) {
      return false;
    }
    ambiguous |= found.size() > 1;
    boolean explicit = length == 1 && tokens.get(i).kind() == Kind.QUOTED;
    units.add(Unit.value(found.get(0), said.toString().strip(), explicit));
    return true;
  }

  private List<SlotKind> texts() {
    return kinds.keySet().stream().filter(k -> k.column() != null).toList();
  }

  private int word(int i) {
    Token token = tokens.get(i);
    String lower = token.lower();
    boolean first = units.stream().allMatch(Unit::isValue);
    if (first && lower.equals("how") && is(i + 1, "much")) {
      return 2;
    }
    if (lower.equals("how") && is(i + 1, "many")) {
      units.add(Unit.word(Stemmer.stem("number")));
      return 2;
    }
    if (EACH.contains(lower) || lower.equals("per")) {
      units.add(Unit.word("by"));
      return 1;
    }
    boolean silent =
        SILENT.contains(lower)
            || token.kind() == Kind.MARK && SILENT_MARKS.contains(lower)
            || first && BEGINNING.contains(lower)
            || BEFORE_BY.contains(lower) && (is(i + 1, "by") || is(i + 1, "down"));
    if (!silent) {
      units.add(Unit.word(token.kind() == Kind.WORD ? token.stem() : lower));
    }
    return 1;
  }

  private boolean is(int i, String word) {
    return i < tokens.size() && tokens.get(i).is(word);
  }
}
