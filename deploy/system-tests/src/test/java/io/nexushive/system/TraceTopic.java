package io.nexushive.system;

import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TraceRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was really said on {@code trace.recorded}, the same thing said twice counted once. */
record TraceTopic(String bootstrapServers) {

  /** How many different {@code done} events each of the requests has. */
  Map<String, Integer> ends(Collection<String> requests) {
    Map<String, Integer> ends = new HashMap<>();
    Set<UUID> seen = new HashSet<>();
    requests.forEach(id -> ends.put(id, 0));
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(EventType.TRACE_RECORDED.topic()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (ends.containsKey(record.key())) {
            for (TraceEvent event : Json.read(record.value(), TraceRecord.class).events()) {
              if (event.kind() == TraceKind.DONE && seen.add(event.id())) {
                ends.merge(record.key(), 1, Integer::sum);
              }
            }
          }
        }
      }
    }
    return ends;
  }
}
