package io.nexushive.translator.parser.annotation;

import io.nexushive.translator.language.TimeWords;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Marks words that build the sentence, so that they are not taken for names of the schema. */
final class Structure {
  private static final Set<String> PASSED = Vocabulary.set("last", "past", "previous", "prior");
  private static final Set<String> ORDERING =
      Vocabulary.set("order", "ordered", "sort", "sorted", "ranked", "listed");
  private static final String[] PHRASES = {
    "how many",
    "how much",
    "more than",
    "less than",
    "greater than",
    "fewer than",
    "larger than",
    "higher than",
    "lower than",
    "smaller than",
    "at least",
    "at most",
    "or more",
    "or less",
    "or fewer",
    "or older",
    "or younger",
    "number of",
    "sorted by",
    "ordered by",
    "order by",
    "ordering by",
    "sorting by",
    "sort by",
    "in order of",
    "in the order of",
    "in ascending order",
    "in descending order",
    "in alphabetical order",
    "in the ascending order",
    "in the descending order",
    "ascending order",
    "descending order",
    "alphabetical order",
    "lexicographic order",
    "chronological order",
    "alphabetic order",
    "reverse order",
    "increasing order",
    "decreasing order",
    "order of",
    "in order",
    "ranked by",
    "listed by",
    "grouped by",
    "as well as",
    "along with",
    "together with",
    "such as",
    "for each",
    "for every",
    "in each",
    "last year",
    "last month",
    "last quarter",
    "last week",
    "this year",
    "this month",
    "this quarter",
    "this week",
    "previous month",
    "previous quarter",
    "previous year",
    "previous week",
    "next year",
    "year to date",
    "quarter to date",
    "month to date",
    "week to date",
    "so far",
    "in total",
    "most recent",
    "the most",
    "the least",
    "per month",
    "per year",
    "per quarter",
    "per day",
    "per week",
    "by month",
    "by year",
    "by quarter",
    "by week",
    "by day",
    "each month",
    "each year",
    "each quarter",
    "each day",
    "each week",
    "sort the",
    "order the",
    "start with",
    "starts with",
    "starting with",
    "begin with",
    "begins with",
    "end with",
    "ends with",
    "ending with",
    "current year",
    "current month",
    "current quarter",
    "current week",
    "over time",
    "in common",
    "years old",
    "year old"
  };
  private static final List<List<String>> WORDS =
      Stream.of(PHRASES).map(phrase -> List.of(phrase.split(" "))).toList();

  private Structure() {}

  static boolean[] fixed(List<Token> tokens) {
    boolean[] fixed = new boolean[tokens.size()];
    for (List<String> words : WORDS) {
      for (int i = 0; i + words.size() <= tokens.size(); i++) {
        if (stands(words, tokens, i)) {
          Arrays.fill(fixed, i, i + words.size(), true);
        }
      }
    }
    periods(tokens, fixed);
    return fixed;
  }

  /** Whether {@code words} stand at {@code from}, and not as part of something else. */
  private static boolean stands(List<String> words, List<Token> tokens, int from) {
    for (int j = 0; j < words.size(); j++) {
      if (!tokens.get(from + j).is(words.get(j))) {
        return false;
      }
    }
    int end = from + words.size();
    boolean named =
        TimeWords.isUnit(words.get(words.size() - 1))
            && end < tokens.size()
            && tokens.get(end).is("of");
    boolean ordering =
        words.get(0).equals("by") && from > 0 && ORDERING.contains(tokens.get(from - 1).lower());
    return !ordering && !named;
  }

  /** "last 30 days". */
  private static void periods(List<Token> tokens, boolean[] fixed) {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (PASSED.contains(tokens.get(i).lower())
          && tokens.get(i + 1).number() != null
          && TimeWords.isUnit(tokens.get(i + 2).base())) {
        Arrays.fill(fixed, i, i + 3, true);
      }
    }
  }
}
