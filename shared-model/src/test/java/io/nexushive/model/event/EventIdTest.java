package io.nexushive.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.id.Uuids;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {
  @Test
  void theSameThingSaidTwiceHasTheSameIdOnEveryMachine() {
    UUID id = EventId.derive("request-1", EventType.QUERY_APPROVED, 1, "cause-1", 0);
    assertThat(EventId.derive("request-1", EventType.QUERY_APPROVED, 1, "cause-1", 0))
        .isEqualTo(id);
    assertThat(id.version()).isEqualTo(5);
    assertThat(id).hasToString("ec9aecd9-5b73-50f6-bd4a-155ad82842cc");
  }

  @Test
  void anotherThingHasAnotherId() {
    Set<UUID> ids = new HashSet<>();
    int count = 0;
    for (String key : new String[] {"request-1", "request-2"}) {
      for (EventType type : EventType.values()) {
        for (int attempt = 0; attempt < 3; attempt++) {
          for (String cause : new String[] {"cause-1", "cause-2"}) {
            for (int ordinal = 0; ordinal < 12; ordinal++) {
              ids.add(EventId.derive(key, type, attempt, cause, ordinal));
              count++;
            }
          }
        }
      }
    }
    assertThat(ids).hasSize(count);
  }

  @Test
  void newIdsTellTheirTimeAndSortByIt() {
    UUID first = Uuids.v7();
    UUID second = Uuids.v7();
    assertThat(first.toString()).isLessThan(second.toString());
    assertThat(Uuids.timeOf(first)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThatThrownBy(() -> Uuids.timeOf(Uuids.v5("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void attributesComeBackFromTheirHeaders() {
    CloudEvent event =
        CloudEvent.of(
            "id-1",
            EventType.SEMANTIC_MODEL_CHANGED,
            ServiceName.GATEWAY,
            "demo",
            Instant.parse("2026-03-01T09:30:00.125Z"));

    assertThat(CloudEvent.fromHeaders(event.headers())).isEqualTo(event);
    assertThat(event.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "io.nexushive.semantic-model.changed.v1")
        .containsEntry("ce_source", "/nexushive/gateway")
        .containsEntry("ce_dataschema", "schemas/SemanticModelChanged.v1.schema.json");
  }

  @Test
  void headersThatAreNoEventAreRefused() {
    Map<String, String> good =
        CloudEvent.of("i", EventType.QUESTION_ASKED, ServiceName.GATEWAY, "k", Instant.EPOCH)
            .headers();
    for (String needed :
        new String[] {"ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject"}) {
      Map<String, String> less = new HashMap<>(good);
      less.remove(needed);
      assertThatThrownBy(() -> CloudEvent.fromHeaders(less))
          .as(needed)
          .isInstanceOf(IllegalArgumentException.class);
    }
    Map<String, String> badTime = new HashMap<>(good);
    badTime.put("ce_time", "yesterday");
    assertThatThrownBy(() -> CloudEvent.fromHeaders(badTime))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void topicsAreNamedAfterTheirEventsAndKnownByOneNameEach() {
    assertThat(EventType.QUESTION_ASKED.topic()).isEqualTo("nexus.question.asked.v1");
    assertThat(EventType.SEMANTIC_MODEL_CHANGED.topic())
        .isEqualTo("nexus.semantic-model.changed.v1");
    assertThat(EventType.deadLetter(ServiceName.POLICY).name())
        .isEqualTo("nexus.policy.dead-letter.v1");
    assertThat(EventType.topics().stream().map(Topic::name)).doesNotHaveDuplicates();
    assertThat(EventType.topics()).hasSize(EventType.values().length + ServiceName.values().length);
  }
}
