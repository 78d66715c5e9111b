package io.nexushive.model.event;

import io.nexushive.model.envelope.ServiceName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The attributes of an event as Kafka headers: CloudEvents 1.0.2, Kafka protocol binding 1.0.2,
 * binary mode.
 *
 * @param id unique per thing said; the same thing said twice has the same id
 * @param source who says it, as a URI reference
 * @param subject the request or object that it is about; also the record's key
 */
public record CloudEvent(
    String id, String type, String source, String subject, Instant time, String dataschema) {

  private static final String SPEC_VERSION = "1.0";

  public CloudEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(subject, "subject");
  }

  /** An event of {@code type} that {@code service} says about {@code subject}. */
  public static CloudEvent of(
      String id, EventType type, ServiceName service, String subject, Instant time) {
    return new CloudEvent(id, type.type(), source(service), subject, time, type.schema());
  }

  /** Whether {@code service} says so, as the event claims. */
  public boolean isFrom(ServiceName service) {
    return source.equals(source(service));
  }

  private static String source(ServiceName service) {
    return "/nexushive/" + service.wire();
  }

  /** The headers, in the order in which they are written. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", SPEC_VERSION);
    headers.put("ce_id", id);
    headers.put("ce_type", type);
    headers.put("ce_source", source);
    headers.put("ce_subject", subject);
    if (time != null) {
      headers.put("ce_time", time.toString());
    }
    if (dataschema != null) {
      headers.put("ce_dataschema", dataschema);
    }
    headers.put("content-type", "application/json");
    return headers;
  }

  /**
   * Reads the attributes back.
   *
   * @throws IllegalArgumentException when a required one is missing or the time is none
   */
  public static CloudEvent fromHeaders(Map<String, String> headers) {
    if (!SPEC_VERSION.equals(headers.get("ce_specversion"))) {
      throw new IllegalArgumentException("no CloudEvent of version " + SPEC_VERSION);
    }
    try {
      String time = headers.get("ce_time");
      return new CloudEvent(
          headers.get("ce_id"),
          headers.get("ce_type"),
          headers.get("ce_source"),
          headers.get("ce_subject"),
          time == null ? null : Instant.parse(time),
          headers.get("ce_dataschema"));
    } catch (NullPointerException | DateTimeParseException e) {
      throw new IllegalArgumentException("a CloudEvents attribute is missing or malformed", e);
    }
  }
}
