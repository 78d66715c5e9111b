package io.nexushive.runtime.topic;

import io.nexushive.model.event.EventType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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
  private final List<TopicTail> tails = new CopyOnWriteArrayList<>();
  private final Map<String, Object> kafka;
  private final String bootstrap;

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
    return tails.stream().allMatch(TopicTail::caughtUp);
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
