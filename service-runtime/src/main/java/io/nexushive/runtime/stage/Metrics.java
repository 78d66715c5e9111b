package io.nexushive.runtime.stage;

/** Names of the metrics that every stage emits. */
public final class Metrics {
  /** Timer of the handling of one event until its effects are durable; tags event, outcome. */
  public static final String EVENT_HANDLED = "nexushive.stage.event";

  /** Counter of records that went to the dead-letter topic; tags event, reason. */
  public static final String DEAD_LETTERS = "nexushive.stage.dead.letters";

  /** Counter of requests that this stage ended without an answer; tag code. */
  public static final String FAILURES = "nexushive.stage.failures";

  private Metrics() {}
}
