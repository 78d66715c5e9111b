package io.nexushive.runtime.stage;

import com.fasterxml.jackson.databind.node.POJONode;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TraceRecord;
import io.nexushive.runtime.topic.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What a stage works with while it handles one event. Trace events are sent within a blink, those
 * of one blink as one record, so that they are seen while the work goes on; pipeline events are
 * held back until the stage has finished. Used by one thread at a time.
 */
public final class StageContext {
  /** Half of what the broker takes: a result has to fit together with what is said beside it. */
  private static final int LARGEST_RECORD = 512 * 1024;

  private final AgentState state;
  private final RequestId requestId;
  private final int attempt;
  private final String causeId;
  private final ServiceName service;
  private final EventPublisher publisher;
  private final Clock clock;
  private final Map<String, String> traceHeaders;
  private final Map<EventType, Integer> ordinals = new EnumMap<>(EventType.class);
  private final List<TraceEvent> said = new ArrayList<>();
  private final List<Sending> traces = new ArrayList<>();
  private final List<Sending> heldBack = new ArrayList<>();
  private Failure ended;

  StageContext(
      AgentState state,
      String causeId,
      ServiceName service,
      EventPublisher publisher,
      Clock clock,
      Map<String, String> traceHeaders) {
    this.state = state;
    this.requestId = state.request().requestId();
    this.attempt = state.attempt();
    this.causeId = causeId;
    this.service = service;
    this.publisher = publisher;
    this.clock = clock;
    this.traceHeaders = traceHeaders;
  }

  /** The envelope as it came. Its request's signature has been checked. */
  public AgentState state() {
    return state;
  }

  /** Id of the event that is being handled. */
  public String causeId() {
    return causeId;
  }

  public Instant now() {
    return clock.instant();
  }

  /** Says that an agent's step has this status now. */
  public void trace(String stage, String status, String detail) {
    trace(stage, status, detail, null);
  }

  /** Says that an agent's step came to this status after {@code took}. */
  public void trace(String stage, String status, String detail, Duration took) {
    send(TraceKind.TRACE, stage, status, detail, took, null);
  }

  /**
   * Shows the client something.
   *
   * @param data of the type that {@code kind} names
   */
  public void show(TraceKind kind, String stage, Object data) {
    if (!kind.payload().isInstance(data)) {
      throw new IllegalArgumentException(kind + " does not carry a " + data.getClass().getName());
    }
    send(kind, stage, "completed", null, null, data);
  }

  /** Says {@code type} with {@code newState} once the stage has finished. */
  public void publish(EventType type, AgentState newState) {
    publish(type, nextId(type), newState);
  }

  /** Likewise under an id that follows from what is said, whatever made the stage say it. */
  public void publish(EventType type, UUID id, AgentState newState) {
    heldBack.add(sending(type, id.toString(), Json.bytes(newState)));
  }

  /** Sends the request back to the translator; its newest failure is the reason. */
  public void reject(AgentState failedState) {
    Failure failure = failedState.failures().get(failedState.failures().size() - 1);
    trace("rejected", "retrying", failure.message());
    publish(EventType.QUERY_REJECTED, failedState);
  }

  /** Ends the request without an answer: shows why, closes the stream, says request.failed. */
  public void fail(AgentState current, Failure failure, TracePayload.Outcome outcome) {
    show(TraceKind.ERROR, "failed", new TracePayload.Error(failure.code(), failure.message()));
    done(outcome);
    publish(EventType.REQUEST_FAILED, current.failed(failure));
    ended = failure;
  }

  /** Closes the client's stream. Every request gets exactly one. */
  public void done(TracePayload.Outcome outcome) {
    show(TraceKind.DONE, "done", new TracePayload.Done(outcome));
  }

  /** Forgets what was to be said at the end; the work broke before it got there. */
  void discardHeldBack() {
    heldBack.clear();
  }

  /** The failure with which this stage ended the request; {@code null} where it did not. */
  Failure ended() {
    return ended;
  }

  /**
   * Sends what has not been sent, traces first, and completes when the broker has all of it; called
   * again, sends again what failed. All of it goes at once, which is one request to a broker
   * instead of two; where the topics live on several brokers, the last trace of a stage may be
   * written after the first of the next.
   */
  CompletableFuture<Void> acknowledged() {
    synchronized (said) {
      flush();
      return CompletableFuture.allOf(
          Stream.concat(traces.stream(), heldBack.stream())
              .map(Sending::acknowledged)
              .toArray(CompletableFuture[]::new));
    }
  }

  /** Sends the trace events that have gathered. Called by a timer while the work goes on. */
  void flush() {
    synchronized (said) {
      if (!said.isEmpty()) {
        record(List.copyOf(said));
        said.clear();
      }
    }
  }

  private void record(List<TraceEvent> events) {
    int half = events.size() / 2;
    if (events.size() <= TraceRecord.MOST) {
      TraceRecord record = new TraceRecord(requestId, events);
      byte[] bytes = Json.bytes(record);
      if (bytes.length <= LARGEST_RECORD || half == 0) {
        Sending sending = sending(EventType.TRACE_RECORDED, record.last().id().toString(), bytes);
        sending.acknowledged();
        traces.add(sending);
        return;
      }
    }
    record(events.subList(0, half));
    record(events.subList(half, events.size()));
  }

  private void send(
      TraceKind kind, String stage, String status, String detail, Duration took, Object data) {
    TraceEvent event =
        new TraceEvent(
            nextId(EventType.TRACE_RECORDED),
            kind,
            service,
            stage,
            status,
            detail,
            clock.instant(),
            took == null ? null : took.toMillis(),
            // Written once, straight into the record; a tree of many rows would be built for
            // nothing.
            data == null ? null : new POJONode(data));
    synchronized (said) {
      said.add(event);
    }
  }

  private Sending sending(EventType type, String id, byte[] bytes) {
    String key = requestId.toString();
    return new Sending(
        () -> publisher.publish(type, key, bytes, id, traceHeaders).toCompletableFuture());
  }

  private UUID nextId(EventType type) {
    int ordinal = ordinals.merge(type, 1, Integer::sum) - 1;
    return EventId.derive(requestId.toString(), type, attempt, causeId, ordinal);
  }
}
