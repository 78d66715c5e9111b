package io.nexushive.audit.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.stage.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final String SECRET = "Zebra-4711";
  private static final String EARLIER = "nexus.trace.recorded.v1";
  private static final RecordReader READER =
      new RecordReader(new TrustStore(List.of()), Clock.systemUTC());

  /** An envelope with the secret in every place that holds rows or words made from them. */
  private static final String STATE =
      """
      {"request": {"request_id": "0195510a-1f4d-7c1e-8f00-0123456789ab", "tenant_id": "default",
         "question": "who?", "asker": {"subject": "ana", "roles": ["analyst", "viewer"]},
         "connection_id": "demo", "model": "small"},
       "candidate": {"sql": "SELECT a", "source": "semantic_parser", "attempt": 2},
       "verdict": {"decision": "deny", "basis": {"policy_version": "p7", "catalog_version": "c7"},
         "reasons": [{"rule": "r", "message": "m"}]},
       "result": {"rows": [["Zebra-4711"], ["Zebra-4711"]], "row_count": 2, "truncated": true,
         "elapsed_ms": 9, "statement_id": "s1"},
       "answer": {"text": "Zebra-4711", "notes": ["Zebra-4711"],
         "chart": {"kind": "bar", "vega_lite": {"a": "Zebra-4711"}, "chart_js": ["Zebra-4711"]}},
       "failures": [{"code": "busy"}, {"code": "not_permitted"}]}
      """;

  @ParameterizedTest
  @EnumSource(EventType.class)
  void keepsNoRowsOfAnyEnvelopeWhereverItIs(EventType type) {
    List<String> forms =
        type.payload().getSimpleName().equals("AgentState")
            ? List.of(STATE)
            : List.of("{\"state\": " + STATE + "}");
    if (type == EventType.REPLY_GIVEN
        || type == EventType.REVIEW_DECIDED
        || type.payload().getSimpleName().equals("AgentState")) {
      for (String form : forms) {
        assertThat(read(type.topic(), form).asTexts().toString()).doesNotContain(SECRET);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"result\",\"data\":{\"rows\":[[\"Zebra-4711\"]]}}",
        "{\"kind\":\"answer\",\"data\":{\"text\":\"Zebra-4711\",\"notes\":[\"Zebra-4711\"]}}",
        "{\"kind\":\"answer\",\"data\":{\"chart\":{\"vega_lite\":\"Zebra-4711\"}}}",
        "{\"kind\":\"chart\",\"data\":{\"vega_lite\":{\"x\":\"Zebra-4711\"},\"chart_js\":\"Zebra-4711\"}}",
        "{\"kind\":\"token\",\"data\":{\"text\":\"Zebra-4711\"}}",
        "{\"kind\":\"trace\",\"data\":{\"rows\":\"Zebra-4711\"}}",
        "{\"data\":{\"rows\":{\"0\":\"Zebra-4711\"}}}",
        "{\"data\":{\"rows\":[]},\"data\":{\"rows\":[\"Zebra-4711\"]}}"
      })
  void keepsNoRowsOfATraceWhateverKindItClaims(String payload) {
    String before = "{\"kind\":\"trace\"}";
    for (String form :
        List.of(payload, "{\"events\":[" + before + "," + payload + "," + before + "]}")) {
      for (String topic : List.of(EARLIER, EventType.TRACE_RECORDED.topic())) {
        Fields fields = read(topic, form);
        assertThat(fields.asTexts().toString()).doesNotContain(SECRET);
        assertThat(fields.text(Column.PAYLOAD)).contains("sha256");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"rows\":\"Zebra-4711\"}}",
        "[]",
        "\"Zebra-4711\"",
        "null",
        "[{\"kind\":\"done\"},\"Zebra-4711\"]",
        "[[{\"data\":{\"rows\":\"Zebra-4711\"}}]]"
      })
  void keepsADigestOfATraceWhoseEventsAreNoListOfObjects(String events) {
    String value =
        "{\"request_id\":\"0195510a-1f4d-7c1e-8f00-0123456789ab\",\"events\":" + events + "}";
    Fields fields = read(EventType.TRACE_RECORDED.topic(), value);
    assertThat(fields.asTexts().toString()).doesNotContain(SECRET);
    assertThat(fields.text(Column.PAYLOAD_SHA256)).isEqualTo(SignedContent.sha256(value));
    assertThat(fields.text(Column.PAYLOAD)).isNull();
    assertThat(fields.uuid(Column.REQUEST_ID)).isNull();
  }

  @Test
  void aTraceIsWhatItsLastEventIsAndEndsAsAnyOfThemSays() {
    Fields failed =
        traces(
            "{\"kind\":\"trace\",\"stage\":\"a\",\"agent\":\"policy\",\"duration_ms\":3}",
            "{\"kind\":\"error\",\"stage\":\"failed\",\"data\":{\"code\":\"busy\"}}",
            "{\"kind\":\"done\",\"stage\":\"done\",\"status\":\"completed\",\"agent\":\"policy\","
                + "\"data\":{\"outcome\":\"failed\"}}");
    assertThat(failed.uuid(Column.REQUEST_ID)).hasToString("0195510a-1f4d-7c1e-8f00-0123456789ab");
    assertThat(failed.text(Column.EVENT_ID)).as("what the header says").isEqualTo("id");
    assertThat(failed.text(Column.TRACE_KIND)).isEqualTo("done");
    assertThat(failed.text(Column.STAGE)).isEqualTo("done");
    assertThat(failed.text(Column.STATUS)).isEqualTo("completed");
    assertThat(failed.text(Column.AGENT)).isEqualTo("policy");
    assertThat(failed.number(Column.DURATION_MS)).isNull();
    assertThat(failed.text(Column.OUTCOME)).isEqualTo("failed");
    assertThat(failed.text(Column.ERROR_CODE)).isEqualTo("busy");

    Fields running =
        traces(
            "{\"kind\":\"error\",\"data\":{\"code\":\"busy\"}}",
            "{\"kind\":\"error\",\"data\":{\"code\":\"timeout\"}}",
            "{\"kind\":\"trace\",\"duration_ms\":4}");
    assertThat(running.text(Column.TRACE_KIND)).isEqualTo("trace");
    assertThat(running.number(Column.DURATION_MS)).isEqualTo(4);
    assertThat(running.text(Column.ERROR_CODE)).isEqualTo("timeout");
    assertThat(running.text(Column.OUTCOME)).isNull();
  }

  private static Fields traces(String... events) {
    return read(
        EventType.TRACE_RECORDED.topic(),
        "{\"request_id\":\"0195510a-1f4d-7c1e-8f00-0123456789ab\",\"events\":["
            + String.join(",", events)
            + "]}");
  }

  @Test
  void keepsNoRowsOfADeadLetterWhateverItWas() {
    String topic = EventType.deadLetter(ServiceName.VISUALIZER).name();
    Fields letter = read(topic, STATE, Map.of(DeadLetters.REASON, "internal"));
    assertThat(letter.asTexts().toString()).doesNotContain(SECRET);
    assertThat(letter.uuid(Column.REQUEST_ID)).hasToString("0195510a-1f4d-7c1e-8f00-0123456789ab");
    assertThat(letter.text(Column.ERROR_CODE)).isEqualTo("internal");
    assertThat(read(topic, "{\"state\":" + STATE + "}").asTexts().toString())
        .doesNotContain(SECRET);
    String trace = "{\"data\":{\"rows\":[\"Zebra-4711\"]}}";
    for (String form : List.of(trace, "{\"events\":[{}," + trace + "]}")) {
      assertThat(read(topic, form).asTexts().toString()).doesNotContain(SECRET);
    }
  }

  @Test
  void keepsNoSealedSecret() {
    Fields fields =
        read(
            EventType.CONNECTION_CHANGED.topic(),
            "{\"connection_id\":\"demo\",\"sealed_credential\":\"Zebra-4711\"}");
    assertThat(fields.asTexts().toString()).doesNotContain(SECRET);
    assertThat(fields.text(Column.CONNECTION_ID)).isEqualTo("demo");
  }

  @Test
  void whoHoldsTheRowsCanProveThem() throws Exception {
    Fields fields = read(EventType.QUERY_EXECUTED.topic(), STATE);
    JsonNode kept = Json.mapper().readTree(fields.text(Column.PAYLOAD)).at("/result/rows");
    JsonNode rows = Json.mapper().readTree("[[\"Zebra-4711\"],[\"Zebra-4711\"]]");
    assertThat(kept.get("count").asInt()).isEqualTo(2);
    assertThat(kept.get("sha256").asText()).isEqualTo(SignedContent.sha256(Json.bytes(rows)));
    assertThat(fields.text(Column.PAYLOAD_SHA256)).isEqualTo(SignedContent.sha256(STATE));
  }

  @Test
  void findsWhatReadersLookFor() {
    Fields fields = read(EventType.REQUEST_FAILED.topic(), STATE);
    assertThat(fields.text(Column.ASKER)).isEqualTo("ana");
    assertThat(fields.text(Column.ROLES)).isEqualTo("analyst,viewer");
    assertThat(fields.text(Column.DECISION)).isEqualTo("deny");
    assertThat(fields.text(Column.REASONS)).contains("\"rule\":\"r\"");
    assertThat(fields.text(Column.ERROR_CODE)).isEqualTo("not_permitted");
    assertThat(fields.number(Column.ATTEMPT)).isEqualTo(2);
    assertThat(fields.number(Column.ROW_COUNT)).isEqualTo(2);
    assertThat(fields.get(Column.TRUNCATED)).isEqualTo(true);
    assertThat(fields.text(Column.MODEL_ASKED)).isEqualTo("small");
    assertThat(fields.get(Column.ASKER_VERIFIED)).isNull();
    assertThat(read(EventType.QUESTION_ASKED.topic(), STATE).get(Column.ASKER_VERIFIED))
        .as("nobody signed it")
        .isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "[]",
        "{",
        "{\"request\":7,\"result\":7,\"failures\":{},\"verdict\":[]}",
        "{\"request\":{\"request_id\":\"x\"},\"candidate\":{\"attempt\":1e99},"
            + "\"result\":{\"row_count\":99999999999999999999,\"truncated\":\"maybe\"}}"
      })
  void keepsADigestOfWhatItCannotUnderstand(String value) {
    for (EventType type : EventType.values()) {
      Fields fields = read(type.topic(), value);
      assertThat(fields.text(Column.PAYLOAD_SHA256)).isEqualTo(SignedContent.sha256(value));
      assertThat(fields.uuid(Column.REQUEST_ID)).isNull();
      assertThat(fields.number(Column.ATTEMPT)).isNull();
      assertThat(fields.number(Column.ROW_COUNT)).isNull();
    }
  }

  @Test
  void whatWaitsOnDiskComesBackAsItWas() {
    Fields fields = read(EventType.QUERY_EXECUTED.topic(), STATE);
    assertThat(Fields.fromTexts(fields.asTexts()).asTexts()).isEqualTo(fields.asTexts());
    for (Column column : fields.asTexts().keySet()) {
      assertThat(Fields.fromTexts(fields.asTexts()).get(column)).isEqualTo(fields.get(column));
    }
  }

  private static Fields read(String topic, String value) {
    return read(topic, value, Map.of());
  }

  private static Fields read(String topic, String value, Map<String, String> more) {
    RecordHeaders headers = new RecordHeaders();
    CloudEvent.of("id", EventType.QUESTION_ASKED, ServiceName.GATEWAY, "key", Instant.now())
        .headers()
        .forEach((name, text) -> headers.add(name, bytes(text)));
    more.forEach((name, text) -> headers.add(name, bytes(text)));
    return READER.read(
        new ConsumerRecord<>(
            topic,
            0,
            7,
            Long.MAX_VALUE,
            TimestampType.CREATE_TIME,
            3,
            value.length(),
            bytes("key"),
            bytes(value),
            headers,
            Optional.empty()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
