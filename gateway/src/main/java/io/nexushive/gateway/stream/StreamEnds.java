package io.nexushive.gateway.stream;

import io.nexushive.model.id.RequestId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Knows which streams have had their end, from memory where that reaches and from the topic where
 * not.
 */
@Singleton
public class StreamEnds {
  private final TraceWindow window;
  private final TraceReplay replay;

  public StreamEnds(TraceWindow window, TraceReplay replay) {
    this.window = window;
    this.replay = replay;
  }

  /**
   * Whether the stream of {@code request} has had its end, or waits for a person.
   *
   * @throws java.util.concurrent.CompletionException when the topic cannot be read, and so nobody
   *     knows
   */
  public boolean hasEnded(RequestId request) {
    if (window.hasEnded(request)) {
      return true;
    }
    List<Entry> entries = replay.read(request).toCompletableFuture().join();
    return entries.stream().anyMatch(entry -> entry.outcome() != null);
  }
}
