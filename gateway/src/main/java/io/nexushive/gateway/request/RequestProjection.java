package io.nexushive.gateway.request;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.database.Patience;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.runtime.fault.FaultPoint;
import io.nexushive.runtime.fault.Faults;
import io.nexushive.runtime.topic.Headers;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Keeps the rows up with what the services say on the topics; one replica per partition. */
@Singleton
public class RequestProjection {
  private static final Logger LOG = Logger.getLogger(RequestProjection.class);
  private static final Map<String, EventType> TYPES = types();

  private final RequestStore store;
  private final VerifiedRequests verified;
  private final TrustStore trust;
  private final Faults faults;
  private final Clock clock;
  private final Duration replyLifetime;

  public RequestProjection(
      RequestStore store,
      VerifiedRequests verified,
      TrustStore trust,
      Faults faults,
      Clock clock,
      GatewayConfig config) {
    this.store = store;
    this.verified = verified;
    this.trust = trust;
    this.faults = faults;
    this.clock = clock;
    this.replyLifetime = config.ask().replyLifetime();
  }

  /** Takes what one poll brought; returns when the database has it. */
  @Incoming("requests")
  @Blocking
  public void took(ConsumerRecords<String, byte[]> records) {
    faults.at(FaultPoint.TAKEN);
    Map<RequestId, RequestStore.Step> steps = new LinkedHashMap<>();
    List<WaitingReview> reviews = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      step(record, reviews)
          .ifPresent(
              step ->
                  steps.merge(
                      step.request().requestId(),
                      step,
                      (old, next) -> next.progress() > old.progress() ? next : old));
    }
    if (!steps.isEmpty()) {
      Patience.untilDone(
          () -> {
            store.advance(steps.values(), reviews, clock.instant());
            faults.at(FaultPoint.BEFORE_COMMIT);
          },
          "requests cannot be kept up");
    }
  }

  private Optional<RequestStore.Step> step(
      ConsumerRecord<String, byte[]> record, List<WaitingReview> reviews) {
    try {
      EventType type = TYPES.get(record.topic());
      CloudEvent event = CloudEvent.fromHeaders(Headers.text(record.headers()));
      AgentState state = Json.read(record.value(), AgentState.class);
      Request request = state.request();
      if (!event.type().equals(type.type())
          || !request.requestId().toString().equals(record.key())) {
        return Optional.empty();
      }
      verified.require(request);
      RequestStatus status = RequestStatus.after(type, state);
      String json = new String(record.value(), StandardCharsets.UTF_8);
      Instant deadline = request.deadline();
      if (status == RequestStatus.PENDING_REVIEW) {
        // While it waits, the ticket's end is the request's.
        deadline = genuine(state).expiresAt();
        reviews.add(new WaitingReview(state, json, event.time()));
      } else if (status == RequestStatus.PENDING_REPLY) {
        deadline = deadline.plus(replyLifetime);
      }
      return Optional.of(
          new RequestStore.Step(request, status, status.progress(state), deadline, json));
    } catch (IllegalArgumentException | UntrustedException e) {
      // The stage that reads it puts it aside or refuses it; here it is nobody's request.
      LOG.debugf("record is no request topic=%s offset=%d", record.topic(), record.offset());
      return Optional.empty();
    }
  }

  private ReviewTicket genuine(AgentState state) {
    if (state.ticket() == null) {
      throw new UntrustedException("there is no ticket to decide on");
    }
    state.ticket().verify(state, trust, clock.instant());
    return state.ticket();
  }

  private static Map<String, EventType> types() {
    Map<String, EventType> types = new HashMap<>();
    for (EventType type : EventType.values()) {
      types.put(type.topic(), type);
    }
    return Map.copyOf(types);
  }
}
