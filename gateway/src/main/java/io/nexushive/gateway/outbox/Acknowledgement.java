package io.nexushive.gateway.outbox;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the broker where something else must not happen before it has an event. */
public final class Acknowledgement {
  private Acknowledgement() {}

  /**
   * Returns when {@code sent} has been acknowledged.
   *
   * @throws IllegalStateException when it has not been within {@code patience}
   */
  public static void await(CompletionStage<?> sent, Duration patience) {
    try {
      sent.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not acknowledge", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before the broker acknowledged", e);
    }
  }
}
