package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * "the highest, lowest and average" of one column.
 *
 * @param length how many nodes it takes
 */
record AggregateList(List<Aggregate> aggregates, int length) {
  /** The list that begins {@code from} nodes ahead; empty where fewer than two stand together. */
  static Optional<AggregateList> at(Reading r, int from) {
    List<Aggregate> found = new ArrayList<>();
    int i = from;
    int end = from;
    for (Aggregate one = aggregate(r, i); one != null; one = aggregate(r, i)) {
      found.add(one);
      end = i + 1;
      i = r.is(end, ",", "and", "or", "&") ? end + 1 : end;
      i = r.articles(r.is(i, "and", "or") ? i + 1 : i);
      if (i == end) {
        break;
      }
    }
    return found.size() < 2
        ? Optional.empty()
        : Optional.of(new AggregateList(List.copyOf(found), end - from));
  }

  private static Aggregate aggregate(Reading r, int i) {
    if (r.node(i).mention != null) {
      return null;
    }
    String name = Vocabulary.AGGREGATES.get(r.node(i).lower);
    if (name != null) {
      return Aggregate.valueOf(name);
    }
    Vocabulary.Gradable graded =
        Vocabulary.GRADABLE.get(word(Vocabulary.superlative(r.node(i).lower)));
    return graded == null ? null : graded.up() ? Aggregate.MAX : Aggregate.MIN;
  }

  private static String word(String adjective) {
    return adjective == null ? "" : adjective;
  }
}
