package io.nexushive.translator.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.nexushive.runtime.resilience.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One language model of the registry. This is the only layer that limits, repeats or gives up: a
 * time limit a call, a bound on calls beside each other, the provider's circuit breaker, the next
 * key where one has used up its quota, and one more call to mend an answer of the wrong form.
 */
final class Model {
  private static final String NOTHING_LEFT =
      "was not asked: no call or no time is left for this question";
  private final List<StreamingChatModel> clients;
  private final AtomicInteger current = new AtomicInteger();
  private final CircuitBreaker breaker;
  private final ExecutorService calls;
  private final Semaphore slots;
  private final Duration timeout;
  private final boolean structured;

  /**
   * @param clients one for each key, in the order in which keys are used up
   * @param breaker shared by all models of the provider
   * @param structured whether the protocol can hold a model to a form; the prompt asks for it
   *     anyway
   */
  Model(
      List<StreamingChatModel> clients,
      CircuitBreaker breaker,
      ExecutorService calls,
      int slots,
      Duration timeout,
      boolean structured) {
    this.clients = List.copyOf(clients);
    this.breaker = breaker;
    this.calls = calls;
    this.slots = new Semaphore(slots);
    this.timeout = timeout;
    this.structured = structured;
  }

  /**
   * @throws ModelTrouble where it gives no answer that can be used
   */
  ModelAnswer ask(List<ChatMessage> messages, CallBudget budget, Progress progress)
      throws InterruptedException {
    if (!slots.tryAcquire()) {
      throw ModelTrouble.because("is busy with other questions");
    }
    try {
      if (budget.isSpent()) {
        throw ModelTrouble.because(NOTHING_LEFT);
      }
      if (!breaker.allows()) {
        throw ModelTrouble.because("is left alone for a while after several failures");
      }
      return guarded(messages, budget, progress);
    } finally {
      slots.release();
    }
  }

  private ModelAnswer guarded(List<ChatMessage> messages, CallBudget budget, Progress progress)
      throws InterruptedException {
    Runnable learnt = breaker::failed;
    try {
      ModelAnswer answer = askAndRepair(messages, budget, progress);
      learnt = breaker::succeeded;
      return answer;
    } catch (UnusableAnswerException e) {
      throw ModelTrouble.of(e);
    } catch (InterruptedException e) {
      learnt = breaker::undecided;
      throw e;
    } finally {
      learnt.run();
    }
  }

  private ModelAnswer askAndRepair(List<ChatMessage> messages, CallBudget budget, Progress progress)
      throws InterruptedException {
    String text = sayWithAnyKey(messages, budget, progress);
    try {
      return ModelAnswer.read(text);
    } catch (UnusableAnswerException e) {
      progress.startsAnew(e.getMessage());
      List<ChatMessage> again = new ArrayList<>(messages);
      again.add(AiMessage.from(text == null || text.isBlank() ? "(nothing)" : text));
      again.add(
          UserMessage.from(
              "That has the wrong form: "
                  + e.getMessage()
                  + ". Answer with the JSON object alone."));
      return ModelAnswer.read(sayWithAnyKey(again, budget, progress));
    }
  }

  private String sayWithAnyKey(List<ChatMessage> messages, CallBudget budget, Progress progress)
      throws InterruptedException {
    for (int tried = 1; ; tried++) {
      int key = current.get();
      try {
        return say(clients.get(key), messages, budget, progress);
      } catch (ModelTrouble trouble) {
        if (!trouble.isQuota() || tried == clients.size()) {
          throw trouble;
        }
        current.compareAndSet(key, (key + 1) % clients.size());
      }
    }
  }

  private String say(
      StreamingChatModel client, List<ChatMessage> messages, CallBudget budget, Progress progress)
      throws InterruptedException {
    if (!budget.take()) {
      throw ModelTrouble.because(NOTHING_LEFT);
    }
    ChatRequest request =
        ChatRequest.builder()
            .messages(messages)
            .responseFormat(structured ? ModelAnswer.FORMAT : null)
            .build();
    ModelCall answer = new ModelCall();
    long start = System.nanoTime();
    Future<?> call = calls.submit(() -> begin(client, request, answer));
    try {
      ChatResponse whole = answer.await(shorter(timeout, budget.time()), progress::wrote);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      String text = whole.aiMessage().text();
      progress.answered(Usage.of(whole.tokenUsage(), Prompt.text(messages), text, took));
      return text;
    } catch (ExecutionException | TimeoutException e) {
      progress.failed(Duration.ofNanos(System.nanoTime() - start));
      throw ModelTrouble.of(e);
    } finally {
      call.cancel(true);
    }
  }

  /** What a client throws instead of telling its handler is told all the same. */
  private static void begin(StreamingChatModel client, ChatRequest request, ModelCall answer) {
    try {
      client.chat(request, answer);
    } catch (RuntimeException e) {
      answer.onError(e);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
