package io.nexushive.visualizer;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Chart;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.stage.StageContext;
import io.nexushive.runtime.stage.StageRunner;
import io.nexushive.visualizer.answer.AnswerWriter;
import io.nexushive.visualizer.chart.Charts;
import io.nexushive.visualizer.result.ResultTable;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Executed in, answered out. It keeps nothing and asks nobody. */
@ApplicationScoped
public class VisualizeStage {
  /** Counter of answers; tag chart: the kind drawn, or none. */
  public static final String ANSWERS = "nexushive.visualizer.answers";

  private final StageRunner stages;
  private final Charts charts;
  private final AnswerWriter answers;
  private final MeterRegistry meters;

  public VisualizeStage(
      StageRunner stages, Charts charts, AnswerWriter answers, MeterRegistry meters) {
    this.stages = stages;
    this.charts = charts;
    this.answers = answers;
    this.meters = meters;
  }

  @Incoming("query-executed")
  @Blocking(value = "stage", ordered = false)
  public void executed(ConsumerRecord<String, byte[]> record) {
    stages.run(EventType.QUERY_EXECUTED, record, this::answer);
  }

  private void answer(StageContext context) {
    AgentState state = context.state();
    if (state.result() == null || state.candidate() == null) {
      throw new NexusException(ErrorCode.INTERNAL, "There is no result to answer with.");
    }
    ResultTable table = ResultTable.of(state.result());
    Optional<Chart> chart = charts.draw(table, state.request().question());
    String kind = chart.map(c -> c.kind().wire()).orElse("none");
    context.trace(
        "chart", "completed", chart.isPresent() ? "Drawn as " + kind + "." : "Nothing to draw.");
    chart.ifPresent(c -> context.show(TraceKind.CHART, "chart", c));
    Answer answer = answers.write(state, table, chart);
    context.show(TraceKind.ANSWER, "answer", answer.withoutChart());
    context.done(Outcome.ANSWERED);
    context.publish(EventType.ANSWER_READY, state.answered(answer));
    meters.counter(ANSWERS, "chart", kind).increment();
  }
}
