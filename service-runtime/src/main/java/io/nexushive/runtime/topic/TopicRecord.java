package io.nexushive.runtime.topic;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One record of a topic that is read as a whole.
 *
 * @param value {@code null} for a tombstone
 * @param headers the CloudEvents and trace headers as text
 */
public record TopicRecord(
    String key, byte[] value, int partition, long offset, Map<String, String> headers) {

  static TopicRecord of(ConsumerRecord<String, byte[]> record) {
    return new TopicRecord(
        record.key(),
        record.value(),
        record.partition(),
        record.offset(),
        Headers.text(record.headers()));
  }
}
