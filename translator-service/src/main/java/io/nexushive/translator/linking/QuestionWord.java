package io.nexushive.translator.linking;

import io.nexushive.translator.embedding.NearWords;
import io.nexushive.translator.language.Stemmer;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.language.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A word of a question, with the stems under which the schema may know it.
 *
 * @param terms stems with how surely each stands for the word, 0 to 1
 */
record QuestionWord(Map<String, Float> terms) {
  private static final float SYNONYM = 0.5f;
  private static final float NEAR = 0.5f;
  private static final float SHORT_FORM = 0.8f;
  private static final int SHORTEST = 3;
  private static final int LONGEST_SHORT_FORM = 5;

  QuestionWord {
    terms = Map.copyOf(terms);
  }

  /** The words of a question that can name something. */
  static List<QuestionWord> of(String question, Thesaurus thesaurus, NearWords nearWords) {
    List<QuestionWord> words = new ArrayList<>();
    for (String said : Words.ofName(question)) {
      if (!Vocabulary.FUNCTION.contains(said)) {
        words.add(of(Words.singular(said), said, thesaurus, nearWords));
      }
    }
    return words;
  }

  private static QuestionWord of(
      String base, String said, Thesaurus thesaurus, NearWords nearWords) {
    Map<String, Float> terms = new LinkedHashMap<>();
    terms.put(Stemmer.stem(base), 1f);
    terms.putIfAbsent(Stemmer.stem(said), 1f);
    for (String synonym : thesaurus.synonyms(base)) {
      if (synonym.indexOf(' ') < 0) {
        terms.putIfAbsent(Stemmer.stem(Words.singular(synonym)), SYNONYM);
      }
    }
    nearWords
        .to(base)
        .forEach(n -> terms.putIfAbsent(Stemmer.stem(n.word()), NEAR * (float) n.likeness()));
    // "cust" for customer: names of schemas cut words off.
    for (int n = SHORTEST; n <= Math.min(LONGEST_SHORT_FORM, base.length() - 3); n++) {
      terms.putIfAbsent(base.substring(0, n), SHORT_FORM);
    }
    return new QuestionWord(terms);
  }
}
