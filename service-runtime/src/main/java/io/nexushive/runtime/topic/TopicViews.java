package io.nexushive.runtime.topic;

import io.nexushive.model.event.EventType;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Topics that this process keeps in memory. It is ready when all of them have caught up. */
@Singleton
public class TopicViews {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final List<TopicTail> tails = new CopyOnWriteArrayList<>();
  private final Map<String, Object> kafka;
  private final String bootstrap;
  private volatile boolean started;

  public TopicViews(
      @io.smallrye.common.annotation.Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.kafka = kafka;
    this.bootstrap = bootstrap;
  }

  /** Reads the topic of {@code type} from its beginning and stays with it. */
  public TopicTail follow(EventType type, Consumer<TopicRecord> handler) {
    return start(type, Optional.empty(), handler);
  }

  /** Reads the topic of {@code type} from {@code from} and stays with it. */
  public TopicTail follow(EventType type, Instant from, Consumer<TopicRecord> handler) {
    return start(type, Optional.of(from), handler);
  }

  /**
   * Whether everything that was on the followed topics when they were first read has been handled.
   */
  public boolean caughtUp() {
    return started && tails.stream().allMatch(TopicTail::caughtUp);
  }

  /**
   * Waits until {@link #caughtUp()}. Events can come in before that: a service that was just
   * started would take what it has not read yet for something that does not exist.
   *
   * @return whether it has caught up within {@code patience}
   */
  public boolean awaitCaughtUp(Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!caughtUp()) {
      if (System.nanoTime() > giveUp) {
        return false;
      }
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped before the topics were read", e);
      }
    }
    return true;
  }

  /** The last of the observers: by now every bean that follows a topic from the start does. */
  void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
    started = true;
  }

  private TopicTail start(EventType type, Optional<Instant> from, Consumer<TopicRecord> handler) {
    TopicTail tail = new TopicTail(kafka, bootstrap, type.topic(), from, handler);
    tails.add(tail);
    tail.start();
    return tail;
  }

  @PreDestroy
  void close() {
    tails.forEach(TopicTail::close);
  }
}
