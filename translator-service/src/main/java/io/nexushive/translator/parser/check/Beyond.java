package io.nexushive.translator.parser.check;

import io.nexushive.translator.parser.annotation.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the parser cannot work out, by the words that ask for it. To leave such a word out would
 * give another figure that looks like the one that was asked for.
 */
public final class Beyond {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("cumulative", "running totals"),
          Map.entry("cumulatively", "running totals"),
          Map.entry("rolling", "rolling figures"),
          Map.entry("median", "medians"),
          Map.entry("percentile", "percentiles"),
          Map.entry("quartile", "percentiles"),
          Map.entry("decile", "percentiles"),
          Map.entry("variance", "variances"),
          Map.entry("deviation", "deviations"),
          Map.entry("correlation", "correlations"),
          Map.entry("correlate", "correlations"),
          Map.entry("forecast", "forecasts"),
          Map.entry("predict", "forecasts"),
          Map.entry("minus", "differences"),
          Map.entry("subtract", "differences"),
          Map.entry("weekend", "days of the week"),
          Map.entry("weekday", "days of the week"),
          Map.entry("compared", "comparisons of periods or groups"),
          Map.entry("versus", "comparisons of periods or groups"),
          Map.entry("vs", "comparisons of periods or groups"));

  /** The same of two words, one after the other. */
  private static final Map<String, String> PAIRS =
      Map.of(
          "running total", "running totals",
          "running sum", "running totals",
          "running average", "running averages",
          "moving average", "moving averages",
          "compare to", "comparisons of periods or groups",
          "compare with", "comparisons of periods or groups");

  private Beyond() {}

  /**
   * What is asked for and cannot be worked out; a word that names something in the data asks for
   * nothing.
   */
  public static Optional<String> of(List<Node> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      String word = plain(nodes, i);
      String found = WORDS.getOrDefault(word, PAIRS.get(word + " " + first(nodes, i + 1)));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return plain(nodes, 0).equals("rank") ? Optional.of("ranks") : Optional.empty();
  }

  private static String first(List<Node> nodes, int i) {
    return i < nodes.size() ? nodes.get(i).first().lower() : "";
  }

  private static String plain(List<Node> nodes, int i) {
    boolean word = i < nodes.size() && nodes.get(i).mention == null && !nodes.get(i).isQuoted();
    return word && nodes.get(i).base != null ? nodes.get(i).base : "";
  }
}
