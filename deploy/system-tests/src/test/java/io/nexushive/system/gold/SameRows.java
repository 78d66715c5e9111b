package io.nexushive.system.gold;

import io.nexushive.model.envelope.Obligations;
import io.nexushive.translator.cli.ResultMatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a result is the gold SQL's own, to the value, as far as the row limit lets it through.
 */
final class SameRows {
  private SameRows() {}

  static boolean in(String gold, List<List<String>> wanted, List<List<String>> got) {
    int passed = Math.min(wanted.size(), Obligations.MAX_ROWS);
    if (got.size() != passed) {
      return false;
    }
    return ResultMatch.isOrdered(gold)
        ? wanted.subList(0, passed).equals(got)
        : isPart(got, wanted);
  }

  private static boolean isPart(List<List<String>> rows, List<List<String>> of) {
    Map<List<String>, Integer> left = new HashMap<>();
    of.forEach(row -> left.merge(row, 1, Integer::sum));
    return rows.stream().allMatch(row -> left.merge(row, -1, Integer::sum) >= 0);
  }
}
