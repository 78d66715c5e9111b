package io.nexushive.gateway.request;

import io.nexushive.gateway.stream.TraceWindow;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The row is written a moment after the stream has ended or come to a wait; who has seen that gets
 * a row that knows it.
 */
@Singleton
public class NewestRows {
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final RequestStore store;
  private final TraceWindow window;

  public NewestRows(RequestStore store, TraceWindow window) {
    this.store = store;
    this.window = window;
  }

  /** The row as it is when it has caught up with its stream, or a second has passed. */
  public RequestRow of(RequestRow row) {
    RequestRow newest = row;
    for (int i = 0; i < LOOKS && !newest.rests() && window.rests(row.id()); i++) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return newest;
      }
      newest = store.find(row.id()).orElse(newest);
    }
    return newest;
  }
}
