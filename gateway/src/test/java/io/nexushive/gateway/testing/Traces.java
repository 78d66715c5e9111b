package io.nexushive.gateway.testing;

import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.model.trace.TraceRecord;
import io.nexushive.runtime.testing.Stack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
    say(
        new TraceEvent(
            UUID.fromString(eventId),
            TraceKind.USAGE,
            ServiceName.TRANSLATOR,
            "generation",
            "completed",
            null,
            at,
            null,
            Json.tree(new TracePayload.Usage("local", sent, written, false))));
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
    say(event(eventId, TraceKind.DONE, ServiceName.VISUALIZER, "done", payload(outcome)));
  }

  public void stepAgain(String eventId, String stage) {
    say(event(eventId, TraceKind.TRACE, ServiceName.TRANSLATOR, stage, null));
  }

  /** Says the step again, and in the same breath that nothing follows. */
  public void stepAgainAndDone(String eventId, String stage, Outcome outcome) {
    say(
        event(eventId, TraceKind.TRACE, ServiceName.TRANSLATOR, stage, null),
        event(newId(), TraceKind.DONE, ServiceName.TRANSLATOR, "done", payload(outcome)));
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
    String id = newId();
    say(event(id, kind, from, stage, payload));
    return id;
  }

  private void say(TraceEvent... events) {
    TraceRecord record = new TraceRecord(RequestId.of(request), List.of(events));
    stack.sayAgain(
        record.last().id().toString(),
        EventType.TRACE_RECORDED,
        record.last().agent(),
        request,
        Json.bytes(record));
  }

  private static String newId() {
    return Uuids.v7().toString();
  }

  private static TracePayload.Done payload(Outcome outcome) {
    return new TracePayload.Done(outcome);
  }

  private static TraceEvent event(
      String id, TraceKind kind, ServiceName from, String stage, Object payload) {
    return new TraceEvent(
        UUID.fromString(id),
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
