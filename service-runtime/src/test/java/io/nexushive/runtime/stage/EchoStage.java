package io.nexushive.runtime.stage;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A stage that does what the question says. */
@ApplicationScoped
public class EchoStage {
  private final StageRunner runner;
  private final AtomicInteger handled = new AtomicInteger();

  public EchoStage(StageRunner runner) {
    this.runner = runner;
  }

  @Incoming("query-executed")
  @Blocking(value = "stage", ordered = false)
  public void executed(ConsumerRecord<String, byte[]> record) {
    runner.run(EventType.QUERY_EXECUTED, record, this::answer);
  }

  int handled() {
    return handled.get();
  }

  private void answer(StageContext context) {
    handled.incrementAndGet();
    context.trace("echo", "started", "repeats");
    switch (context.state().request().question()) {
      case "refuse" -> throw new NexusException(ErrorCode.BUSY, "All slots are taken.");
      case "break" -> throw new IllegalStateException("a fault of ours");
      default -> {
        context.publish(EventType.ANSWER_READY, context.state());
        context.done(Outcome.ANSWERED);
      }
    }
  }
}
