package io.nexushive.audit.record;

import io.nexushive.model.event.EventType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which event a topic carries. */
public final class EventTopics {
  /** Topics of versions that nobody writes any more. Chains keep what was on them. */
  private static final Map<String, EventType> EARLIER =
      Map.of("nexus.trace.recorded.v1", EventType.TRACE_RECORDED);

  private static final Map<String, EventType> TYPES = types();

  private EventTopics() {}

  /** The event of {@code topic}; {@code null} where it is a dead-letter topic or not known. */
  public static EventType type(String topic) {
    return TYPES.get(topic);
  }

  private static Map<String, EventType> types() {
    Map<String, EventType> types = new HashMap<>(EARLIER);
    Arrays.stream(EventType.values()).forEach(type -> types.put(type.topic(), type));
    return Map.copyOf(types);
  }
}
