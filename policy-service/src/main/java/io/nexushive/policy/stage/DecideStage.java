package io.nexushive.policy.stage;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.runtime.stage.StageContext;
import io.nexushive.runtime.stage.StageRunner;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Decides on each candidate anew, from the asker's roles as the gateway signed them. */
@ApplicationScoped
public class DecideStage {
  private final StageRunner runner;
  private final Verdicts verdicts;
  private final Consequences consequences;

  public DecideStage(StageRunner runner, Verdicts verdicts, Consequences consequences) {
    this.runner = runner;
    this.verdicts = verdicts;
    this.consequences = consequences;
  }

  @Incoming("query-translated")
  @Blocking(value = "stage", ordered = false)
  public void translated(ConsumerRecord<String, byte[]> record) {
    runner.run(EventType.QUERY_TRANSLATED, record, this::decide);
  }

  private void decide(StageContext context) {
    AgentState state = context.state();
    if (state.candidate() == null) {
      throw new NexusException(ErrorCode.INTERNAL, "There is no SQL to decide on.");
    }
    long start = System.nanoTime();
    Verdict verdict = verdicts.on(state.request(), state.candidate());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    context.trace("decide", "completed", describe(verdict), took);
    consequences.of(context, verdict);
  }

  private static String describe(Verdict verdict) {
    String rules =
        verdict.reasons().stream().map(Reason::rule).distinct().collect(Collectors.joining(", "));
    return verdict.decision() + (rules.isEmpty() ? "" : " (" + rules + ")");
  }
}
