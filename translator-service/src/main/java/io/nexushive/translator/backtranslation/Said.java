package io.nexushive.translator.backtranslation;

import io.nexushive.model.text.Edits;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.language.TimeWords;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Tokenizer;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.language.Words;
import java.math.BigDecimal;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a question says, word by word; it knows no schema and no reading of the question. */
final class Said {
  private static final Set<String> NEGATIONS =
      Vocabulary.set(
          "not", "never", "without", "no", "neither", "nor", "except", "excluding", "exclude");
  private static final Set<String> NEARLY_NEGATIONS =
      Vocabulary.set(
          "other",
          "outside",
          "lack",
          "lacks",
          "lacking",
          "missing",
          "unknown",
          "empty",
          "none",
          "only",
          "different",
          "but",
          "besides",
          "apart",
          "absent",
          "non",
          "yet",
          "still",
          "fail",
          "failed",
          "instead",
          "rather",
          "unless",
          "blank");
  static final Set<String> AVERAGES = Vocabulary.set("average", "mean", "avg", "averaged");
  private static final Set<String> GROUPS = Vocabulary.set("each", "every", "per");
  private static final Set<String> RELATIVE =
      Vocabulary.set("last", "previous", "past", "this", "current", "next");
  private static final Set<String> DAYS = Vocabulary.set("today", "yesterday", "tomorrow");
  private static final Map<String, BigDecimal> SCALES =
      Map.of(
          "hundred", BigDecimal.valueOf(100),
          "thousand", BigDecimal.valueOf(1_000),
          "k", BigDecimal.valueOf(1_000),
          "million", BigDecimal.valueOf(1_000_000),
          "m", BigDecimal.valueOf(1_000_000),
          "billion", BigDecimal.valueOf(1_000_000_000),
          "%", new BigDecimal("0.01"),
          "percent", new BigDecimal("0.01"));
  private static final Pattern YEAR = Pattern.compile("(1[89]|20)\\d\\d");

  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{1,2}|^\\d{1,2}:\\d{2}");

  private final List<Token> tokens;
  private final String text;
  private final Thesaurus thesaurus;

  Said(String question, Thesaurus thesaurus) {
    this.tokens = Tokenizer.tokens(question);
    this.text = " " + String.join(" ", tokens.stream().map(Token::lower).toList()) + " ";
    this.thesaurus = thesaurus;
  }

  private boolean any(Set<String> words) {
    return tokens.stream().anyMatch(t -> t.isWord() && words.contains(t.lower()));
  }

  private boolean is(int at, String... words) {
    return at >= 0 && at < tokens.size() && Set.of(words).contains(tokens.get(at).lower());
  }

  boolean negates() {
    for (int i = 0; i < tokens.size(); i++) {
      boolean word = tokens.get(i).isWord() && NEGATIONS.contains(tokens.get(i).lower());
      boolean idle = is(i - 1, "or", "whether") || is(i + 1, ".", "only", "matter");
      if (word && !idle) {
        return true;
      }
    }
    return false;
  }

  boolean mayNegate() {
    return negates()
        || any(NEARLY_NEGATIONS)
        || tokens.stream().anyMatch(t -> t.lower().matches("(un|non|in|dis)[a-z]{4,}"));
  }

  boolean averages() {
    return any(AVERAGES);
  }

  boolean counts() {
    return text.contains(" how many ");
  }

  boolean groups() {
    return any(GROUPS);
  }

  /** Words that mean the ends of an order: "most", "highest"; not "at least". */
  List<String> superlatives() {
    List<String> superlatives = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).lower();
      boolean extreme =
          Set.of("most", "fewest").contains(word)
              || word.endsWith("est") && Vocabulary.superlative(word) != null;
      if (extreme && !is(i - 1, "at")) {
        superlatives.add(word);
      }
    }
    return superlatives;
  }

  /** The periods that it names, as it names them: "last quarter", "December", "today". */
  List<String> periods() {
    List<String> periods = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean month =
          TimeWords.isMonth(token.lower())
              && token.capitalised()
              && (!token.is("may") || is(i - 1, "in", "of", "since", "until"));
      if (month || token.isWord() && DAYS.contains(token.lower())) {
        periods.add(token.text());
      }
      int unit = i + 1 < tokens.size() && tokens.get(i + 1).number() != null ? i + 2 : i + 1;
      if (RELATIVE.contains(token.lower())
          && unit < tokens.size()
          && TimeWords.isUnit(tokens.get(unit).base())) {
        periods.add(token.text() + " " + tokens.get(unit).text());
      }
    }
    return periods;
  }

  boolean saysTime() {
    return !periods().isEmpty()
        || tokens.stream()
            .anyMatch(
                t ->
                    t.kind() == Token.Kind.DATE
                        || YEAR.matcher(t.lower()).find()
                        || TimeWords.isMonth(t.lower())
                        || TimeWords.isUnit(t.base())
                        || Set.of(
                                "recent",
                                "recently",
                                "lately",
                                "date",
                                "now",
                                "ago",
                                "q1",
                                "q2",
                                "q3",
                                "q4",
                                "h1",
                                "h2",
                                "century",
                                "decade",
                                "hour")
                            .contains(t.base()));
  }

  /** Numbers written in figures, with the forms in which a query may hold each. */
  Map<String, Set<String>> numbers() {
    Map<String, Set<String>> numbers = new java.util.LinkedHashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean ofPeriod = i > 0 && RELATIVE.contains(tokens.get(i - 1).lower());
      if (token.kind() == Token.Kind.NUMBER && !ofPeriod) {
        numbers.put(token.text(), forms(token.number(), i));
      } else if (token.kind() == Token.Kind.DATE) {
        numbers.put(token.text(), Set.of(token.lower(), token.lower().split("-")[0]));
      }
    }
    return numbers;
  }

  private Set<String> forms(BigDecimal number, int at) {
    Set<String> forms = new HashSet<>(List.of(plain(number), tokens.get(at).lower()));
    BigDecimal scale = at + 1 < tokens.size() ? SCALES.get(tokens.get(at + 1).lower()) : null;
    if (scale != null) {
      forms.add(plain(number.multiply(scale)));
    }
    return forms;
  }

  /** Every number that it says, in figures or words. */
  Set<String> allNumbers() {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).number() != null) {
        all.addAll(forms(tokens.get(i).number(), i));
      }
      String digits = tokens.get(i).lower().replaceAll("\\D", "");
      if (!digits.isEmpty()) {
        all.add(plain(new BigDecimal(digits)));
      }
    }
    return all;
  }

  List<String> quotes() {
    return tokens.stream().filter(t -> t.kind() == Token.Kind.QUOTED).map(Token::text).toList();
  }

  /** Whether {@code phrase} stands in it as it is, whole words. */
  boolean holds(String phrase) {
    String words = String.join(" ", Tokenizer.tokens(phrase).stream().map(Token::lower).toList());
    return !words.isEmpty() && text.contains(" " + words + " ");
  }

  /** Whether it names {@code value} with a capital where it would not need one. */
  boolean holdsName(String value) {
    return tokens.stream().skip(1).anyMatch(t -> t.capitalised() && value.startsWith(t.text()));
  }

  /** Whether a literal is a date or a time. */
  static boolean isTime(String literal) {
    return TIME.matcher(literal).find();
  }

  /**
   * The number of the month that is called so, two digits; something that nothing holds if none.
   */
  static String monthNumber(String name) {
    return TimeWords.isMonth(name)
        ? String.format(
            Locale.ROOT, "%02d", Month.valueOf(name.toUpperCase(Locale.ROOT)).getValue())
        : "(no month)";
  }

  /** Whether some word of {@code value} may be what one of its words means. */
  boolean hints(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    List<Token> parts = Tokenizer.tokens(lower);
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.QUOTED
          && (token.lower().contains(lower) || lower.contains(token.lower()))) {
        return true;
      }
      for (Token part : parts) {
        if (isLike(token, part)) {
          return true;
        }
      }
    }
    // A code stands for a word that starts like it: F for female.
    return lower.length() <= 3
        && tokens.stream().anyMatch(t -> t.isWord() && t.lower().startsWith(lower.substring(0, 1)));
  }

  private boolean isLike(Token said, Token part) {
    if (said.stem().equals(part.stem())) {
      return true;
    }
    if (part.lower().length() < 3 || said.lower().length() < 3) {
      return false;
    }
    int typos = Math.min(2, part.lower().length() / 4);
    return Edits.within(said.base(), Words.singular(part.lower()), typos)
        || said.lower().startsWith(part.lower())
        || part.lower().startsWith(said.stem())
        || thesaurus.related(said.base(), part.base());
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
