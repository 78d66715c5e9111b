package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program that is none of ours, with a key of its own, asks over Kafka and reads the answer. */
@ExtendWith(HiveExtension.class)
class KafkaClientIT {
  private static final String QUESTION = "Show total net revenue by region";

  private final Hive hive;

  KafkaClientIT(Hive hive) {
    this.hive = hive;
  }

  @Test
  void answersARegisteredProgramAndRefusesAForgedIdentity() throws Exception {
    Request own = request(Hive.CLIENT, "analyst").signedBy(hive.clientKey());
    AgentState answered = outcome(own).orElseThrow();
    assertThat(answered.failures()).isEmpty();
    Figures.assertSame(
        answered.result().rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(c -> c.isNumber() ? (Object) c.decimalValue() : c.asText())
                        .toList())
            .toList(),
        new Warehouse(hive.demoWarehouse())
            .query(
                "select region_name, sum(net_revenue) from sales join regions using (region_id)"
                    + " group by 1"));
    assertThat(answered.answer().text()).isNotBlank();

    // With the registered key, but under another name, or with more rights than it was given.
    assertRefused(request("admin", "analyst").signedBy(hive.clientKey()));
    assertRefused(request(Hive.CLIENT, "admin").signedBy(hive.clientKey()));
    // With a key that nobody registered, under a name that somebody has.
    Signer stranger =
        new Signer(
            hive.clientKey().kid(),
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    assertRefused(request(Hive.CLIENT, "analyst").signedBy(stranger));
    // Not signed at all.
    assertRefused(request(Hive.CLIENT, "analyst"));
  }

  private void assertRefused(Request forged) throws Exception {
    Optional<AgentState> outcome = outcome(forged);
    assertThat(outcome.map(AgentState::result)).isEmpty();
    assertThat(outcome.map(AgentState::answer)).isEmpty();
  }

  private static Request request(String subject, String role) {
    Instant now = Instant.now();
    return new Request(
        new RequestId(Uuids.v7()),
        new TenantId("default"),
        null,
        new ProjectId("default"),
        QUESTION,
        new Asker(subject, new TreeSet<>(Set.of(role))),
        new ConnectionId("demo"),
        null,
        false,
        Request.MAX_RETRY_BUDGET,
        now,
        now.plus(Duration.ofSeconds(60)),
        null);
  }

  /** Asks and waits for what comes of it: an answer or a failure; empty if it was dropped. */
  private Optional<AgentState> outcome(Request request) throws Exception {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                hive.bootstrapServers(),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "latest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      String deadLetters = EventType.deadLetter(ServiceName.TRANSLATOR).name();
      consumer.assign(
          Stream.of(EventType.ANSWER_READY.topic(), EventType.REQUEST_FAILED.topic(), deadLetters)
              .flatMap(t -> consumer.partitionsFor(t).stream())
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList());
      consumer.seekToEnd(consumer.assignment());
      consumer.assignment().forEach(consumer::position);
      ask(request);
      Instant end = Instant.now().plusSeconds(60);
      while (Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (!request.requestId().toString().equals(record.key())) {
            continue;
          }
          return record.topic().equals(deadLetters)
              ? Optional.empty()
              : Optional.of(Json.read(record.value(), AgentState.class));
        }
      }
      throw new AssertionError(
          "nothing came of the request; topics: "
              + Arrays.asList(EventType.ANSWER_READY.topic(), EventType.REQUEST_FAILED.topic()));
    }
  }

  private void ask(Request request) throws Exception {
    EventType type = EventType.QUESTION_ASKED;
    CloudEvent event =
        new CloudEvent(
            Uuids.v7().toString(),
            type.type(),
            "/clients/" + Hive.CLIENT,
            request.requestId().toString(),
            Instant.now(),
            type.schema());
    hive.say(type, event, AgentState.asked(request));
  }
}
