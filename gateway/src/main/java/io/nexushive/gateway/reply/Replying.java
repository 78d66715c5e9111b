package io.nexushive.gateway.reply;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.budget.Budgets;
import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.outbox.EventOutbox;
import io.nexushive.gateway.outbox.OutgoingEvent;
import io.nexushive.gateway.policy.SchemaViews;
import io.nexushive.gateway.request.Endings;
import io.nexushive.gateway.request.RequestRow;
import io.nexushive.gateway.request.RequestStatus;
import io.nexushive.gateway.request.RequestStore;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TraceRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes a reply once, makes it part of the signed request and lets that go on with a fresh
 * deadline.
 */
@Singleton
public class Replying {
  /** The row learns of the wait a moment after the stream has shown it. */
  private static final int LOOKS = 100;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final RequestStore requests;
  private final Endings endings;
  private final Budgets budgets;
  private final SchemaViews views;
  private final Database database;
  private final EventOutbox outbox;
  private final Signer signer;
  private final Clock clock;
  private final Duration deadline;

  public Replying(
      RequestStore requests,
      Endings endings,
      Budgets budgets,
      SchemaViews views,
      Database database,
      EventOutbox outbox,
      Signer signer,
      Clock clock,
      GatewayConfig config) {
    this.requests = requests;
    this.endings = endings;
    this.budgets = budgets;
    this.views = views;
    this.database = database;
    this.outbox = outbox;
    this.signer = signer;
    this.clock = clock;
    this.deadline = config.ask().deadline();
  }

  /**
   * Takes a reply.
   *
   * @param asker who asked it, as he is signed in now
   * @throws NexusException when it does not wait, waits no more, or this does not answer it
   */
  void reply(RequestId id, GivenReply given, Asker asker) {
    RequestRow row = waiting(id);
    AgentState before = row.state();
    if (given.cancels()) {
      endings.cancel(id, asker.subject());
      return;
    }
    Reply reply = given.to(before);
    if (before.request().replies().size() == Request.MAX_REPLIES) {
      throw new NexusException(
          ErrorCode.CONFLICT, "This went back and forth too often. Please ask anew.");
    }
    Instant now = clock.instant();
    Request waited = before.request();
    Request request =
        waited.within(budgets.spent(asker)).seeing(views.of(asker, waited.projectId()));
    AgentState after = before.renewed(request.replied(reply, asker, now.plus(deadline), signer));
    List<OutgoingEvent> events = events(before.request(), after, now);
    boolean first =
        database.inTransaction(
            transaction -> {
              boolean waits =
                  RequestStore.goOn(
                      transaction,
                      RequestStatus.REPLIED,
                      before,
                      after,
                      RequestStatus.PENDING_REPLY,
                      now);
              if (waits) {
                outbox.keep(transaction, events);
              }
              return waits;
            });
    if (!first) {
      throw new NexusException(ErrorCode.CONFLICT, "A reply has just been given.");
    }
    outbox.publish(events);
  }

  private RequestRow waiting(RequestId id) {
    RequestRow row = caughtUp(id);
    if (row.state().failures().stream().anyMatch(f -> f.code() == ErrorCode.REPLY_EXPIRED)
        || (row.status() == RequestStatus.PENDING_REPLY
            && !clock.instant().isBefore(row.deadline()))) {
      throw new NexusException(
          ErrorCode.REPLY_EXPIRED,
          "The time to reply ended at %s. The question has to be asked again."
              .formatted(row.deadline()));
    }
    if (mayStillAskBack(row)) {
      throw new NexusException(
          ErrorCode.CONFLICT,
          "This request is still being worked on. If it has asked you something, reply again in a"
              + " moment.");
    }
    if (row.status() != RequestStatus.PENDING_REPLY || row.ending() != null) {
      throw new NexusException(ErrorCode.CONFLICT, "This request does not wait for a reply.");
    }
    return row;
  }

  private RequestRow caughtUp(RequestId id) {
    RequestRow row = requests.find(id).orElseThrow();
    for (int i = 0; i < LOOKS && mayStillAskBack(row); i++) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return row;
      }
      row = requests.find(id).orElse(row);
    }
    return row;
  }

  private static boolean mayStillAskBack(RequestRow row) {
    return !row.ended()
        && row.ending() == null
        && (row.status() == RequestStatus.ASKED || row.status() == RequestStatus.REPLIED);
  }

  /** First what the asker sees at once, then what the translator goes on with. */
  private static List<OutgoingEvent> events(Request waited, AgentState after, Instant now) {
    String key = waited.requestId().toString();
    UUID eventId = ReplyGiven.eventId(waited);
    ReplyGiven given = ReplyGiven.in(after);
    TraceEvent trace =
        new TraceEvent(
            EventId.derive(key, EventType.TRACE_RECORDED, 0, eventId.toString(), 0),
            TraceKind.TRACE,
            ServiceName.GATEWAY,
            "reply",
            given.action(),
            given.text() == null ? "The plan is confirmed." : "You said: " + given.text(),
            now,
            null,
            null);
    return List.of(
        OutgoingEvent.of(
            trace.id(), EventType.TRACE_RECORDED, key, TraceRecord.of(waited.requestId(), trace)),
        OutgoingEvent.of(eventId, EventType.REPLY_GIVEN, key, given));
  }
}
