package io.nexushive.translator.verified;

import java.util.List;

/** Compares two questions by their words. */
final class WordOrder {
  private WordOrder() {}

  /**
   * 1 for the same words in the same order, less the more of them stand elsewhere; 0 where a word
   * or the number of values of a kind differs: a word that only one of them has may change what is
   * asked. Several values of one kind are told apart by their place only, so then all has to be in
   * order.
   *
   * @return the longest common subsequence of the words, divided by their number
   */
  static double likeness(List<Unit> a, List<Unit> b) {
    if (!sorted(a).equals(sorted(b))) {
      return 0;
    }
    if (hasSeveralOfAKind(a)) {
      return words(a, true).equals(words(b, true)) ? 1 : 0;
    }
    List<String> left = words(a, false);
    List<String> right = words(b, false);
    return left.isEmpty() ? 0 : (double) common(left, right) / left.size();
  }

  private static boolean hasSeveralOfAKind(List<Unit> units) {
    List<SlotKind> kinds = units.stream().filter(Unit::isValue).map(Unit::kind).toList();
    return kinds.stream().distinct().count() < kinds.size();
  }

  private static List<String> sorted(List<Unit> units) {
    return words(units, true).stream().sorted().toList();
  }

  private static List<String> words(List<Unit> units, boolean values) {
    return units.stream()
        .filter(unit -> values || !unit.isValue())
        .map(unit -> unit.isValue() ? unit.kind().toString() : unit.word())
        .toList();
  }

  private static int common(List<String> a, List<String> b) {
    int[][] length = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        length[i][j] =
            a.get(i).equals(b.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length[0][0];
  }
}
