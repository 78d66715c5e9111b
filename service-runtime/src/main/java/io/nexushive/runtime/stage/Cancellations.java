package io.nexushive.runtime.stage;

import io.nexushive.model.event.EventType;
import io.nexushive.model.event.RequestCancelled;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicViews;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Knows which requests were withdrawn, and stops the work on those that are worked on here. */
@Singleton
public class Cancellations {
  private static final Logger LOG = Logger.getLogger(Cancellations.class);

  /** No request is worked on for longer than this without waiting for a person. */
  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  /** When each was heard of; a request may have waited for days before. */
  private final Map<RequestId, Instant> cancelled = new ConcurrentHashMap<>();

  private final Map<RequestId, Runnable> running = new ConcurrentHashMap<>();
  private final TopicViews views;
  private final Clock clock;

  public Cancellations(TopicViews views, Clock clock) {
    this.views = views;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    views.follow(EventType.REQUEST_CANCELLED, clock.instant().minus(REMEMBERED), this::onCancelled);
  }

  public boolean isCancelled(RequestId request) {
    return cancelled.containsKey(request);
  }

  /**
   * Has {@code onCancel} called when the request is withdrawn, at once where that has happened
   * already.
   *
   * @return ends the registration when closed; it never throws
   */
  public Registration register(RequestId request, Runnable onCancel) {
    running.put(request, onCancel);
    if (isCancelled(request)) {
      stop(request);
    }
    return () -> running.remove(request);
  }

  /** Work that can be stopped. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private void onCancelled(TopicRecord record) {
    RequestId request = Json.read(record.value(), RequestCancelled.class).requestId();
    forgetOld();
    cancelled.put(request, clock.instant());
    stop(request);
  }

  private void stop(RequestId request) {
    Runnable onCancel = running.remove(request);
    if (onCancel != null) {
      LOG.debugf("stopping withdrawn work requestId=%s", request);
      onCancel.run();
    }
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(REMEMBERED);
    cancelled.values().removeIf(heard -> heard.isBefore(oldest));
  }
}
