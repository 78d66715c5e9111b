package io.nexushive.gateway.publication;

import io.nexushive.model.event.EventType;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicTail;
import io.nexushive.runtime.topic.TopicViews;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the topics that the gateway writes say now, as bytes; whether it is believed is not asked.
 */
@Singleton
public class PublishedRecords {
  /** The gateway is their one writer. */
  public static final List<EventType> TYPES =
      List.of(
          EventType.CONNECTION_CHANGED,
          EventType.SEMANTIC_MODEL_CHANGED,
          EventType.POLICY_CHANGED,
          EventType.KNOWLEDGE_CHANGED);

  private final Map<EventType, Map<String, byte[]>> said = new ConcurrentHashMap<>();
  private final List<TopicTail> tails = new CopyOnWriteArrayList<>();
  private final TopicViews views;

  public PublishedRecords(TopicViews views) {
    this.views = views;
    TYPES.forEach(type -> said.put(type, new ConcurrentHashMap<>()));
  }

  /** Begins to read; each record of {@code type} is also handed to {@code reader}. */
  void follow(EventType type, Consumer<TopicRecord> reader) {
    Map<String, byte[]> values = said.get(type);
    tails.add(
        views.follow(
            type,
            record -> {
              if (record.value() == null) {
                values.remove(record.key());
              } else {
                values.put(record.key(), record.value());
              }
              reader.accept(record);
            }));
  }

  /** The newest record of each key. */
  public Map<String, byte[]> of(EventType type) {
    return Map.copyOf(said.get(type));
  }

  /** Whether all that was there at the start has been read. */
  public boolean caughtUp() {
    return tails.size() == TYPES.size() && tails.stream().allMatch(TopicTail::caughtUp);
  }
}
