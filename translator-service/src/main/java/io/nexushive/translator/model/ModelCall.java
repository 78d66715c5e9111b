package io.nexushive.translator.model;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One call of a model whose answer comes in pieces. */
final class ModelCall implements StreamingChatResponseHandler {
  /** Often enough for a reader, seldom enough for the topic that carries it. */
  private static final Duration BATCH = Duration.ofMillis(50);

  private final CompletableFuture<ChatResponse> response = new CompletableFuture<>();
  private final StreamedAnswer answer = new StreamedAnswer();
  private final StringBuilder unread = new StringBuilder();

  @Override
  public void onPartialResponse(String text) {
    synchronized (unread) {
      unread.append(answer.add(text));
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse whole) {
    response.complete(whole);
  }

  @Override
  public void onError(Throwable error) {
    response.completeExceptionally(error);
  }

  /**
   * Waits for the whole answer.
   *
   * @param wrote is told in batches what a reader can read meanwhile, in the thread that waits
   * @throws TimeoutException where it is not there after {@code limit}, however much has come
   */
  ChatResponse await(Duration limit, Consumer<String> wrote)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      long left = end - System.nanoTime();
      try {
        ChatResponse whole = response.get(Math.min(left, BATCH.toNanos()), TimeUnit.NANOSECONDS);
        tell(wrote);
        return whole;
      } catch (TimeoutException e) {
        tell(wrote);
        if (left <= BATCH.toNanos()) {
          throw e;
        }
      }
    }
  }

  private void tell(Consumer<String> wrote) {
    String text;
    synchronized (unread) {
      text = unread.toString();
      unread.setLength(0);
    }
    if (!text.isEmpty()) {
      wrote.accept(text);
    }
  }
}
