package io.nexushive.gateway.request;

import io.nexushive.gateway.outbox.Acknowledgement;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.RequestCancelled;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TraceRecord;
import io.nexushive.runtime.topic.EventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Ends requests that the gateway itself ends: withdrawn ones and those that ran out of time. First
 * the row says that it will be ended, then everybody is told, then the row says that it has ended;
 * who finds the first without the last tells everybody again, under the same event ids.
 */
@Singleton
public class Endings {
  private static final Logger LOG = Logger.getLogger(Endings.class);

  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

  private final RequestStore store;
  private final EventPublisher publisher;
  private final Clock clock;

  public Endings(RequestStore store, EventPublisher publisher, Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Withdraws a request.
   *
   * @param by who does
   * @return whether it was still open
   */
  public boolean cancel(RequestId id, String by) {
    Optional<RequestRow> row = store.beginEnding(id, RequestStatus.CANCELLED, clock.instant());
    row.ifPresent(open -> tell(open, by));
    return row.isPresent();
  }

  /** Ends a request whose deadline, or the time of the person that it waits for, has passed. */
  void timeOut(RequestRow late) {
    store.beginTimeOut(late, clock.instant()).ifPresent(open -> tell(open, open.asker()));
  }

  /** Tells again of an end that was begun. */
  void resume(RequestRow row) {
    tell(row, row.asker());
  }

  private void tell(RequestRow row, String by) {
    RequestId id = row.id();
    RequestStatus ending = row.ending();
    AgentState state = row.state();
    boolean cancelled = ending == RequestStatus.CANCELLED;
    ErrorCode code = codeOf(row);
    String message = messageOf(code);
    if (cancelled) {
      await(
          publisher.publish(
              EventType.REQUEST_CANCELLED,
              id.toString(),
              new RequestCancelled(id, by),
              eventId(id, EventType.REQUEST_CANCELLED, ending, 0).toString()));
    }
    TraceRecord said =
        new TraceRecord(
            id,
            List.of(
                event(id, ending, 0, TraceKind.ERROR, new TracePayload.Error(code, message)),
                event(id, ending, 1, TraceKind.DONE, new TracePayload.Done(ending.outcome()))));
    await(
        publisher.publish(
            EventType.TRACE_RECORDED, id.toString(), said, said.last().id().toString()));
    AgentState ended =
        state.failed(
            new Failure(
                ServiceName.GATEWAY,
                code,
                message,
                state.candidate() == null ? null : state.candidate().sql(),
                state.attempt(),
                false));
    await(
        publisher.publish(
            EventType.REQUEST_FAILED,
            id.toString(),
            ended,
            eventId(id, EventType.REQUEST_FAILED, ending, 0).toString()));
    store.finishEnding(id, ending, ended, clock.instant());
    LOG.infof("request ended by the gateway requestId=%s code=%s", id, code.wire());
  }

  private static ErrorCode codeOf(RequestRow row) {
    if (row.ending() == RequestStatus.CANCELLED) {
      return ErrorCode.CANCELLED;
    }
    return switch (row.status()) {
      case PENDING_REVIEW -> ErrorCode.REVIEW_EXPIRED;
      case PENDING_REPLY -> ErrorCode.REPLY_EXPIRED;
      default -> ErrorCode.DEADLINE_EXCEEDED;
    };
  }

  private static String messageOf(ErrorCode code) {
    return switch (code) {
      case CANCELLED -> "The request was withdrawn.";
      case REVIEW_EXPIRED ->
          "No steward decided on this in time, or the key that its review was signed with is not"
              + " trusted any more. Nothing was read; ask again if it is still needed.";
      case REPLY_EXPIRED ->
          "Nobody replied in time to what was asked back. Nothing was read; ask again if it is"
              + " still needed.";
      default -> "The time for this request ran out before an answer was ready.";
    };
  }

  private TraceEvent event(
      RequestId id, RequestStatus ending, int ordinal, TraceKind kind, Object payload) {
    return new TraceEvent(
        eventId(id, EventType.TRACE_RECORDED, ending, ordinal),
        kind,
        ServiceName.GATEWAY,
        kind.wire(),
        "completed",
        null,
        clock.instant(),
        null,
        Json.tree(payload));
  }

  private static UUID eventId(RequestId id, EventType type, RequestStatus ending, int ordinal) {
    return EventId.derive(id.toString(), type, 0, "gateway-" + ending.wire(), ordinal);
  }

  private static void await(CompletionStage<?> sent) {
    Acknowledgement.await(sent, ACKNOWLEDGEMENT);
  }
}
