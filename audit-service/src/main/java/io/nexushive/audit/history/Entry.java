package io.nexushive.audit.history;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.EventTopics;
import io.nexushive.audit.record.Fields;
import io.nexushive.audit.record.TraceEvents;
import io.nexushive.model.event.EventType;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;

/** A row with the topic that it came on. */
record Entry(Fields fields, String topic, int partition, byte[] hash) {
  /** {@code null} where the topic is no event's. */
  EventType type() {
    return EventTopics.type(topic);
  }

  boolean is(EventType type) {
    return type == type();
  }

  /** What it says, event by event; each has the place of the whole. */
  Stream<Entry> events() {
    return is(EventType.TRACE_RECORDED)
        ? TraceEvents.of(fields).stream().map(one -> new Entry(one, topic, partition, hash))
        : Stream.of(this);
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
