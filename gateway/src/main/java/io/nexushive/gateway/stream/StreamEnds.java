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
   * Whether the stream of {@code request} has had its end.
   *
   * @throws java.util.concurrent.CompletionException when the topic cannot be read, and so nobody
   *     knows
   */
  public boolean hasEnded(RequestId request) {
    return window.hasEnded(request) || entries(request).stream().anyMatch(Entry::isEnd);
  }

  /**
   * Whether it has had its end, or has stopped at a wait for a person that nobody has ended yet.
   *
   * @throws java.util.concurrent.CompletionException as above
   */
  public boolean hasEndedOrWaits(RequestId request) {
    if (window.hasEnded(request)) {
      return true;
    }
    List<Entry> entries = entries(request);
    return entries.stream().anyMatch(Entry::isEnd)
        || (!entries.isEmpty() && entries.get(entries.size() - 1).isPause());
  }

  private List<Entry> entries(RequestId request) {
    return replay.read(request).toCompletableFuture().join();
  }
}
