package io.nexushive.audit.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.runtime.stage.DeadLetters;
import io.nexushive.runtime.topic.Headers;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Turns a Kafka record into the row that is kept of it, but for its place in the chain. Whatever
 * the record holds, there is a row for it: what cannot be understood is kept as its digest.
 */
@Singleton
public class RecordReader {
  private static final Logger LOG = Logger.getLogger(RecordReader.class);

  /** What an index entry holds without doubt. */
  private static final int MAX_EVENT_ID = 200;

  private final TrustStore trust;
  private final Clock clock;

  public RecordReader(TrustStore trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /** The row of {@code record}, not yet in a chain. */
  public Fields read(ConsumerRecord<byte[], byte[]> record) {
    Fields fields = frame(record);
    try {
      fill(fields, record);
      return fields;
    } catch (RuntimeException e) {
      // A record that we do not understand is still a record.
      LOG.errorf(
          e,
          "record kept as digests only topic=%s partition=%d offset=%d",
          record.topic(),
          record.partition(),
          record.offset());
      return frame(record).withoutContents();
    }
  }

  private void fill(Fields fields, ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    ObjectNode payload = value == null ? null : parse(value);
    if (payload == null) {
      return;
    }
    EventType type = EventTopics.type(record.topic());
    if (type == null) {
      // A dead letter, or a topic that this version does not know: any type is possible.
      Redaction.ofAnyType(payload);
      JsonNode request = payload.at("/request/request_id");
      fields.set(
          Column.REQUEST_ID, ReadModel.uuid(request.asText(payload.path("request_id").asText(""))));
    } else {
      ReadModel.fill(fields, type, payload);
      if (type == EventType.QUESTION_ASKED) {
        fields.set(Column.ASKER_VERIFIED, isVerified(payload));
      }
      Redaction.of(type, payload);
    }
    fields.set(Column.PAYLOAD, payload.toString());
  }

  private Fields frame(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = Headers.text(record.headers());
    byte[] value = record.value();
    return new Fields()
        .set(Column.KAFKA_OFFSET, record.offset())
        .set(Column.KAFKA_TIME, ReadModel.storable(Instant.ofEpochMilli(record.timestamp())))
        .set(Column.RECORD_KEY, record.key() == null ? null : utf8(record.key()))
        .set(Column.HEADERS, headers(record))
        .set(Column.EVENT_ID, shortened(headers.get("ce_id")))
        .set(Column.EVENT_TYPE, headers.get("ce_type"))
        .set(Column.SOURCE, headers.get("ce_source"))
        .set(Column.SUBJECT, headers.get("ce_subject"))
        .set(Column.EVENT_TIME, ReadModel.time(headers.get("ce_time")))
        .set(Column.ERROR_CODE, headers.get(DeadLetters.REASON))
        .set(Column.STANDING, Standing.FIRST.wire())
        .set(Column.PAYLOAD_BYTES, value == null ? null : (long) value.length)
        .set(Column.PAYLOAD_SHA256, value == null ? null : SignedContent.sha256(value));
  }

  private Boolean isVerified(JsonNode payload) {
    try {
      AgentState state = Json.mapper().treeToValue(payload, AgentState.class);
      state.request().verify(trust, clock.instant());
      return true;
    } catch (UntrustedException
        | JsonProcessingException
        | IllegalArgumentException
        | NullPointerException e) {
      return false;
    }
  }

  private static ObjectNode parse(byte[] value) {
    try {
      return Json.mapper().readTree(value) instanceof ObjectNode object ? object : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String headers(ConsumerRecord<byte[], byte[]> record) {
    List<List<String>> all = new ArrayList<>();
    for (Header header : record.headers()) {
      all.add(Arrays.asList(header.key(), header.value() == null ? null : utf8(header.value())));
    }
    try {
      return Json.mapper().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts cannot be written as JSON", e);
    }
  }

  private static String shortened(String eventId) {
    return eventId == null || eventId.length() <= MAX_EVENT_ID
        ? eventId
        : "sha256:" + SignedContent.sha256(eventId);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
