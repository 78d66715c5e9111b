package io.nexushive.translator;

/** Names of the metrics that only the translator emits. */
public final class Metrics {
  /** Timer of one call of a language model; tags model, outcome (answered, failed). */
  public static final String MODEL_CALL = "nexushive.model.call";

  /** Counter of tokens; tags model, direction (sent, written). */
  public static final String MODEL_TOKENS = "nexushive.model.tokens";

  /** Counter of what calls cost, in the currency of the configured prices; tag model. */
  public static final String MODEL_COST = "nexushive.model.cost";

  private Metrics() {}
}
