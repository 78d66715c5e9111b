package io.nexushive.translator.parser;

import java.util.List;

/** How likely a reading is right, from what was linked, left over and guessed. */
final class Confidence {
  static final double THRESHOLD = 0.3;
  private static final double UNKNOWN_WORD = 0.25;
  private static final double UNKNOWN_VERB = 0.05;

  private Confidence() {}

  static double of(List<Node> nodes, Frame frame, Composition composition) {
    double confidence = 1 - frame.penalty;
    for (String unknown : frame.unknown) {
      confidence -= unknown.startsWith("~") ? UNKNOWN_VERB : UNKNOWN_WORD;
    }
    double links = 1;
    for (Node node : nodes) {
      if (node.mention != null) {
        links = Math.min(links, 0.6 + 0.4 * node.mention.score());
      }
    }
    return Math.max(0, Math.min(1, confidence * links));
  }
}
