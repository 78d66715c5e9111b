package io.nexushive.translator.parser.check;

import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.composition.Composition;
import io.nexushive.translator.parser.frame.Frame;
import java.util.List;
import java.util.Map;

/**
 * How likely a reading is right: full confidence less a price for everything that the query leaves
 * out, adds or guesses. Below the threshold the parser abstains.
 */
public final class Confidence {
  public static final double THRESHOLD = 0.6;

  /**
   * What one finding of {@link Accounting} costs. Set by hand: lost meaning is dear, size is cheap.
   */
  private static final Map<String, Double> PRICES =
      Map.ofEntries(
          Map.entry("negation lost", 0.6),
          Map.entry("negation made up", 0.5),
          Map.entry("average lost", 0.6),
          Map.entry("total lost", 0.4),
          Map.entry("split lost", 0.4),
          Map.entry("times lost", 0.4),
          Map.entry("new lost", 0.2),
          Map.entry("state lost", 0.4),
          Map.entry("superlative lost", 0.6),
          Map.entry("comparison lost", 0.4),
          Map.entry("both lost", 0.45),
          Map.entry("or lost", 0.4),
          Map.entry("order lost", 0.3),
          Map.entry("group lost", 0.25),
          Map.entry("count lost", 0.2),
          Map.entry("count made up", 0.12),
          Map.entry("distinct lost", 0.05),
          Map.entry("number lost", 0.5),
          Map.entry("literal lost", 0.45),
          Map.entry("value unused", 0.4),
          Map.entry("kind read as value", 0.15),
          Map.entry("value by default", 0.1),
          Map.entry("mention unused", 0.14),
          Map.entry("mention read otherwise", 0.12),
          Map.entry("owner unknown", 0.42),
          Map.entry("noun unknown", 0.3),
          Map.entry("verb unknown", 0.05),
          Map.entry("ambiguous", 0.18),
          Map.entry("weak link", 0.14),
          Map.entry("read by meaning", 0.1),
          Map.entry("nothing named", 0.35),
          Map.entry("tables made up", 0.06),
          Map.entry("superlative by rows", 0.14),
          Map.entry("grouped", 0.05),
          Map.entry("joins", 0.05),
          Map.entry("many shown", 0.04),
          Map.entry("sentences", 0.04),
          Map.entry("long", 0.04),
          Map.entry("periods contradict", 0.8),
          Map.entry("groups of one", 0.8),
          Map.entry("counts unnamed", 0.8),
          Map.entry("one for each lost", 0.5),
          Map.entry("guessed", 0.75));

  private Confidence() {}

  public static double of(List<Node> nodes, Frame frame, Composition composition) {
    double confidence = 1;
    for (Map.Entry<String, Double> found : Accounting.of(nodes, frame, composition).entrySet()) {
      confidence -= PRICES.getOrDefault(found.getKey(), 0.0) * found.getValue();
    }
    return Math.max(0, Math.min(1, confidence));
  }
}
