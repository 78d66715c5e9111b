package io.nexushive.translator.candidate;

import io.nexushive.model.trace.TracePayload;
import java.time.Duration;

/** Where the agents say what they do, step by step. */
@FunctionalInterface
public interface Steps {
  /**
   * @param status completed, failed, or a word that fits
   * @param detail one line for a reader
   * @param took how long it took; {@code null} where that says nothing
   */
  void say(Step step, String status, String detail, Duration took);

  /** Shows more of what a model is writing. */
  default void wrote(String text) {}

  /** Meters a call of a model. */
  default void used(TracePayload.Usage usage) {}

  /** Says that a step is done. */
  default void completed(Step step, String detail) {
    say(step, "completed", detail, null);
  }
}
