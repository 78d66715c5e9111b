package io.nexushive.gateway.request;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.database.ClusterLock;
import io.nexushive.gateway.outbox.Acknowledgement;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.runtime.fault.FaultPoint;
import io.nexushive.runtime.fault.Faults;
import io.nexushive.runtime.topic.EventPublisher;
import io.nexushive.runtime.topic.EventPublisher.RecordPosition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Sees to it that each kept question is published. Whoever takes it publishes at once; what a crash
 * or a lost broker left behind is published again, under the same event id, by one replica at a
 * time.
 */
@Singleton
public class Outbox {
  private static final Logger LOG = Logger.getLogger(Outbox.class);
  private static final int BATCH = 100;
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

  private final RequestStore store;
  private final EventPublisher publisher;
  private final ClusterLock lock;
  private final Faults faults;
  private final Clock clock;
  private final Duration unpublished;
  private final Queue<RequestId> acknowledged = new ConcurrentLinkedQueue<>();

  public Outbox(
      RequestStore store,
      EventPublisher publisher,
      ClusterLock lock,
      Faults faults,
      Clock clock,
      GatewayConfig config) {
    this.store = store;
    this.publisher = publisher;
    this.lock = lock;
    this.faults = faults;
    this.clock = clock;
    this.unpublished = config.upkeep().unpublished();
  }

  /**
   * Publishes a question that has just been kept and does not wait for the broker: if it does not
   * answer, the question is published later.
   */
  public void publish(RequestId id, byte[] event, Map<String, String> traceContext) {
    faults.at(FaultPoint.BEFORE_PUBLISH);
    send(id, event, traceContext)
        .whenComplete(
            (position, failure) -> {
              if (failure == null) {
                faults.at(FaultPoint.BEFORE_COMMIT);
                acknowledged.add(id);
              } else {
                LOG.warnf("question is published later requestId=%s", id);
              }
            });
  }

  /** Notes in one statement what the broker has acknowledged since the last time. */
  void noteAcknowledged() {
    List<RequestId> ids = new ArrayList<>();
    for (RequestId id = acknowledged.poll(); id != null; id = acknowledged.poll()) {
      ids.add(id);
    }
    if (ids.isEmpty()) {
      return;
    }
    try {
      store.published(ids, clock.instant());
    } catch (RuntimeException e) {
      acknowledged.addAll(ids);
      throw e;
    }
  }

  /** Publishes what has been left behind. */
  void publishLeftBehind() {
    lock.tryRun(
        ClusterLock.Guarded.OUTBOX,
        () -> {
          for (RequestStore.Outgoing question :
              store.unpublished(clock.instant().minus(unpublished), BATCH)) {
            LOG.infof("publishing a question left behind requestId=%s", question.id());
            Acknowledgement.await(
                send(question.id(), question.event(), question.traceContext()), ACKNOWLEDGEMENT);
            store.published(List.of(question.id()), clock.instant());
          }
        });
  }

  private CompletionStage<RecordPosition> send(
      RequestId id, byte[] event, Map<String, String> traceContext) {
    String eventId =
        EventId.derive(id.toString(), EventType.QUESTION_ASKED, 0, "ask", 0).toString();
    return publisher.publish(EventType.QUESTION_ASKED, id.toString(), event, eventId, traceContext);
  }
}
