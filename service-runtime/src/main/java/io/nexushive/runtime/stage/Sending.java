package io.nexushive.runtime.stage;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One event on its way to the broker. */
final class Sending {
  private final Supplier<CompletableFuture<?>> send;
  private CompletableFuture<?> underWay;

  Sending(Supplier<CompletableFuture<?>> send) {
    this.send = send;
  }

  /** Sends it where that has not happened or has failed; completes when the broker has it. */
  CompletableFuture<?> acknowledged() {
    if (underWay == null || underWay.isCompletedExceptionally()) {
      underWay = send.get();
    }
    return underWay;
  }
}
