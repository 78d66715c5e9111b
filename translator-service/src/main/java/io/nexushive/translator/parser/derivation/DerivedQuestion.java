package io.nexushive.translator.parser.derivation;

import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Tokenizer;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A question without the words that say how its figures are put together: "what share of profit
 * does each region have" is about the profit of each region.
 *
 * @param tokens what is left, which the rules read
 */
public record DerivedQuestion(Derivation derivation, List<Token> tokens) {
  private static final Set<String> SHARES =
      Set.of("share", "percentage", "percent", "proportion", "fraction");
  private static final Set<String> GROWING = Set.of("grow", "grew", "grown");
  private static final Set<String> HOW =
      Set.of("much", "fast", "quickly", "strongly", "did", "has", "have");
  private static final Set<String> CHANGES =
      Set.of("growth", "increase", "decrease", "change", "decline");
  private static final Set<String> UNITS = Set.of("week", "month", "quarter", "year");
  private static final Set<String> BEFORE = Set.of("previous", "prior", "preceding", "last");

  public DerivedQuestion {
    tokens = List.copyOf(tokens);
  }

  /** Words that the data use themselves are theirs: a column "growth" is no derivation. */
  public static DerivedQuestion of(List<Token> tokens, Schema schema) {
    Cut cut = new Cut(new ArrayList<>(tokens), schema);
    Derivation found =
        cut.ratio().or(cut::percentage).or(cut::share).or(cut::growth).orElse(Derivation.NONE);
    return new DerivedQuestion(found, found == Derivation.NONE ? tokens : cut.tokens);
  }

  private static final class Cut {
    private final List<Token> tokens;
    private final Schema schema;

    private Cut(List<Token> tokens, Schema schema) {
      this.tokens = tokens;
      this.schema = schema;
    }

    /** "the ratio of A to B". */
    private Optional<Derivation> ratio() {
      for (int i = 0; i < tokens.size(); i++) {
        if (is(i, "ratio") && is(i + 1, "of") && isOurs(i)) {
          for (int to = i + 3; to < tokens.size(); to++) {
            if (is(to, "to")) {
              replace(to, to + 1, "and");
              replace(i, i + 2, "");
              return Optional.of(Derivation.RATIO);
            }
          }
        }
      }
      return Optional.empty();
    }

    /** "A as a percentage of B". */
    private Optional<Derivation> percentage() {
      for (int i = 1; i < tokens.size(); i++) {
        int word = is(i + 1, "a") || is(i + 1, "the") ? i + 2 : i + 1;
        if (!is(i, "as") || !in(word, SHARES)) {
          continue;
        }
        int of = is(word + 1, "of") ? word + 2 : word + 1;
        int total = is(of, "the") ? of + 1 : of;
        boolean all = of > word + 1 && is(total, "total");
        if (of == word + 1 || all && isEndOfWhole(total + 1)) {
          replace(i, all ? total + 1 : of, "");
          return Optional.of(Derivation.SHARE);
        }
        replace(i, of, "and");
        return Optional.of(Derivation.PERCENTAGE);
      }
      return Optional.empty();
    }

    /** Whether "of the total" says no more: what follows opens another phrase. */
    private boolean isEndOfWhole(int i) {
      return i >= tokens.size()
          || is(i, "by")
          || is(i, "per")
          || is(i, "for")
          || is(i, "in")
          || tokens.get(i).kind() == Token.Kind.MARK;
    }

    /** "the share of A". */
    private Optional<Derivation> share() {
      for (int i = 0; i < tokens.size(); i++) {
        if (in(i, SHARES) && is(i + 1, "of") && isOurs(i)) {
          int end = is(i + 2, "the") ? i + 3 : i + 2;
          replace(i, is(end, "total") ? end + 1 : end, "");
          return Optional.of(Derivation.SHARE);
        }
      }
      return Optional.empty();
    }

    /** "the growth of A", "how much did A grow". */
    private Optional<Derivation> growth() {
      for (int i = 0; i < tokens.size(); i++) {
        // Crops are grown, too: only "how much" asks for a figure.
        boolean verb = is(0, "how") && in(1, HOW) && in(i, GROWING) && isOurs(i);
        boolean noun = in(i, CHANGES) && isOurs(i);
        boolean alone = is(i, "growth");
        int end = is(i + 1, "rate") ? i + 2 : i + 1;
        boolean governs = is(end, "of") || is(end, "in");
        if (verb || noun && (alone || governs)) {
          replace(i, noun && governs ? end + 1 : end, "");
          if (verb) {
            opening();
          }
          before();
          return Optional.of(Derivation.GROWTH);
        }
      }
      return Optional.empty();
    }

    /** "How much did", "how fast has". */
    private void opening() {
      int end = is(1, "did") || is(1, "has") || is(1, "have") ? 1 : 2;
      replace(0, is(end, "did") || is(end, "has") || is(end, "have") ? end + 1 : end, "");
    }

    /** "over the previous month", "month over month": by which periods it is counted. */
    private void before() {
      for (int i = 0; i < tokens.size(); i++) {
        int the = is(i + 1, "the") ? i + 2 : i + 1;
        if ((is(i, "over") || is(i, "from") || is(i, "on"))
            && in(the, BEFORE)
            && in(the + 1, UNITS)) {
          period(i, the + 2, tokens.get(the + 1).lower());
          return;
        }
        if (in(i, UNITS)
            && (is(i + 1, "over") || is(i + 1, "on"))
            && is(i + 2, tokens.get(i).lower())) {
          period(i, i + 3, tokens.get(i).lower());
          return;
        }
      }
    }

    private void period(int from, int to, String unit) {
      boolean said =
          tokens.stream().anyMatch(t -> t.lower().equals(unit + "ly"))
              || IntStream.range(0, tokens.size() - 1)
                  .anyMatch(i -> (is(i, "by") || is(i, "per")) && is(i + 1, unit));
      replace(from, to, said ? "" : "by " + unit);
    }

    /**
     * Whether the word at {@code i} is no name of the data: no column is called so, or has it in
     * its name beside another word that stands beside it here, as in "market share".
     */
    private boolean isOurs(int i) {
      String word = tokens.get(i).base();
      return schema.tables().stream()
          .flatMap(table -> table.columns().stream())
          .map(Column::words)
          .filter(words -> words.contains(word))
          .noneMatch(
              words ->
                  words.size() == 1
                      || Stream.of(i - 1, i + 1, i + 2, i + 3)
                          .anyMatch(near -> isOneOf(near, words)));
    }

    private boolean isOneOf(int i, List<String> words) {
      return i >= 0 && i < tokens.size() && words.contains(tokens.get(i).base());
    }

    private boolean is(int i, String word) {
      return i >= 0 && i < tokens.size() && tokens.get(i).is(word);
    }

    private boolean in(int i, Set<String> words) {
      return i >= 0 && i < tokens.size() && words.stream().anyMatch(tokens.get(i)::is);
    }

    private void replace(int from, int to, String words) {
      int end = Math.min(to, tokens.size());
      tokens.subList(from, end).clear();
      tokens.addAll(from, words.isEmpty() ? List.of() : Tokenizer.tokens(words));
    }
  }
}
