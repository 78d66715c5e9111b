package io.nexushive.audit.history;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import io.nexushive.model.event.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A row with the topic that it came on. */
record Entry(Fields fields, String topic, int partition, byte[] hash) {
  private static final Map<String, EventType> BY_TOPIC =
      Arrays.stream(EventType.values())
          .collect(Collectors.toUnmodifiableMap(EventType::topic, Function.identity()));

  /** {@code null} where the topic is no event's. */
  EventType type() {
    return BY_TOPIC.get(topic);
  }

  boolean is(EventType type) {
    return type == type();
  }

  /** When it happened, as far as is known. */
  Instant at() {
    Instant said = (Instant) fields.get(Column.EVENT_TIME);
    Instant written = (Instant) fields.get(Column.KAFKA_TIME);
    return said != null ? said : written != null ? written : (Instant) fields.get(Column.STORED_AT);
  }

  String chain() {
    return topic + "/" + partition;
  }

  String hex() {
    return HexFormat.of().formatHex(hash);
  }
}
