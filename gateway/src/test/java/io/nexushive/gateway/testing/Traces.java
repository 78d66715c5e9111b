package io.nexushive.gateway.testing;

import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.testing.Stack;
import java.time.Instant;
import java.util.List;

/** Says what the services behind the gateway would say about a request. */
public final class Traces {
  /** A value that only the asker may see. */
  public static final String SECRET = "only-for-the-asker";

  private final Stack stack;
  private final String request;

  public Traces(Stack stack, String request) {
    this.stack = stack;
    this.request = request;
  }

  public String step(String stage) {
    return say(TraceKind.TRACE, ServiceName.TRANSLATOR, stage, null);
  }

  /** That a call of a model took so many tokens, said under {@code eventId} at {@code at}. */
  public void usage(String eventId, long sent, long written, Instant at) {
    TraceEvent event =
        new TraceEvent(
            RequestId.of(request),
            TraceKind.USAGE,
            ServiceName.TRANSLATOR,
            "generation",
            "completed",
            null,
            at,
            null,
            Json.tree(new TracePayload.Usage("local", sent, written, false)));
    stack.sayAgain(
        eventId, EventType.TRACE_RECORDED, ServiceName.TRANSLATOR, request, Json.bytes(event));
  }

  public String result() {
    return say(TraceKind.RESULT, ServiceName.EXECUTOR, "result", aResult());
  }

  public String answer() {
    return say(TraceKind.ANSWER, ServiceName.VISUALIZER, "answer", anAnswer());
  }

  public String done(Outcome outcome) {
    return say(TraceKind.DONE, ServiceName.VISUALIZER, "done", new TracePayload.Done(outcome));
  }

  /** Says again what was said under {@code eventId}. */
  public void doneAgain(String eventId, Outcome outcome) {
    stack.sayAgain(
        eventId,
        EventType.TRACE_RECORDED,
        ServiceName.VISUALIZER,
        request,
        Json.bytes(event(TraceKind.DONE, ServiceName.VISUALIZER, "done", payload(outcome))));
  }

  public void stepAgain(String eventId, String stage) {
    stack.sayAgain(
        eventId,
        EventType.TRACE_RECORDED,
        ServiceName.TRANSLATOR,
        request,
        Json.bytes(event(TraceKind.TRACE, ServiceName.TRANSLATOR, stage, null)));
  }

  public static QueryResult aResult() {
    return new QueryResult(
        List.of(new QueryResult.Column("name", ColumnType.STRING)),
        List.of(List.of(TextNode.valueOf(SECRET))),
        1,
        false,
        3,
        null,
        List.of());
  }

  public static Answer anAnswer() {
    return new Answer("It is " + SECRET + ".", 0.9, SqlSource.SEMANTIC_PARSER, List.of(), null);
  }

  private String say(TraceKind kind, ServiceName from, String stage, Object payload) {
    return stack.say(EventType.TRACE_RECORDED, from, request, event(kind, from, stage, payload));
  }

  private static TracePayload.Done payload(Outcome outcome) {
    return new TracePayload.Done(outcome);
  }

  private TraceEvent event(TraceKind kind, ServiceName from, String stage, Object payload) {
    return new TraceEvent(
        RequestId.of(request),
        kind,
        from,
        stage,
        "completed",
        "a step",
        Instant.now(),
        4L,
        payload == null ? null : Json.tree(payload));
  }
}
