package io.nexushive.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.id.Uuids;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.RepeatedTest;

class TraceReplayTest {

  @RepeatedTest(20)
  void looksWhereTheProducerWrites() {
    String key = Uuids.v7().toString();

    assertThat(TraceReplay.partitionOf(key, 12).partition())
        .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), 12));
  }
}
