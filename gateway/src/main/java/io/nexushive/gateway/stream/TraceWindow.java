package io.nexushive.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicTail;
import io.nexushive.runtime.topic.TopicViews;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The recent part of the trace topic in memory, by request. Every replica has all of it, so that a
 * client may come back to any.
 */
@Singleton
public class TraceWindow {
  private static final Logger LOG = Logger.getLogger(TraceWindow.class);

  /** Clocks of machines that make request ids may differ by this much. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final Map<String, Trail> trails = new LinkedHashMap<>();
  private final TopicViews views;
  private final Clock clock;
  private final Duration length;
  private final long capacity;
  private long weight;

  /** Requests that began after this are here from their first event on. */
  private Instant wholeSince = Instant.MAX;

  private volatile TopicTail tail;

  public TraceWindow(TopicViews views, Clock clock, GatewayConfig config, MeterRegistry registry) {
    this.views = views;
    this.clock = clock;
    this.length = config.stream().window();
    this.capacity = config.stream().memory().asLongValue();
    registry.gauge("nexushive.stream.window.bytes", this, TraceWindow::weight);
  }

  void start(@Observes StartupEvent event) {
    Instant from = clock.instant().minus(length);
    synchronized (this) {
      wholeSince = from.plus(SKEW);
    }
    tail = views.follow(EventType.TRACE_RECORDED, from, this::accept);
  }

  /** Whether everything that was there at the start has been read. */
  public boolean caughtUp() {
    TopicTail current = tail;
    return current != null && current.caughtUp();
  }

  /** Whether the window has seen the end of {@code request}; false too where it knows nothing. */
  public synchronized boolean hasEnded(RequestId request) {
    Trail trail = trails.get(request.toString());
    return trail != null && trail.hasEnded();
  }

  /** Whether it has seen {@code request} end, or stop at a wait that it has not seen end. */
  public synchronized boolean rests(RequestId request) {
    Trail trail = trails.get(request.toString());
    return trail != null && trail.rests();
  }

  /**
   * The trail of a request, for one who attaches to it now.
   *
   * @return it may have gaps; who wants it whole reads the earlier part back
   */
  synchronized Trail open(RequestId request) {
    return trails.computeIfAbsent(request.toString(), this::begin);
  }

  /** Puts what was read back at the beginning of {@code trail}. */
  synchronized void complete(Trail trail, List<Entry> earlier) {
    long grown = trail.complete(earlier);
    if (!trail.isClosed()) {
      weight += grown;
      evict();
    }
  }

  private void accept(TopicRecord record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    List<Entry> entries = Entries.of(record.offset(), record.value());
    if (entries.isEmpty()) {
      LOG.warnf("trace record holds no event offset=%d", record.offset());
      return;
    }
    synchronized (this) {
      weight += trails.computeIfAbsent(record.key(), this::begin).append(entries);
      evict();
    }
  }

  private Trail begin(String key) {
    return new Trail(began(key).isAfter(wholeSince));
  }

  private void evict() {
    if (weight <= capacity) {
      return;
    }
    evict(false, capacity);
    // Trails that are being read go last, and only when the others leave no choice.
    evict(true, capacity * 2);
  }

  private void evict(boolean readOnesToo, long limit) {
    Iterator<Map.Entry<String, Trail>> oldestFirst = trails.entrySet().iterator();
    while (weight > limit && oldestFirst.hasNext()) {
      Map.Entry<String, Trail> next = oldestFirst.next();
      Trail trail = next.getValue();
      if (readOnesToo || !trail.isRead()) {
        oldestFirst.remove();
        weight -= trail.weight();
        trail.close();
        Instant began = began(next.getKey());
        if (began.isAfter(wholeSince)) {
          wholeSince = began;
        }
        LOG.debugf("trail dropped from memory requestId=%s", next.getKey());
      }
    }
  }

  private synchronized double weight() {
    return weight;
  }

  /** When the request was asked, as its id says; for ids that do not say so, long ago. */
  private static Instant began(String key) {
    try {
      return Uuids.timeOf(UUID.fromString(key));
    } catch (IllegalArgumentException e) {
      return Instant.MIN;
    }
  }
}
