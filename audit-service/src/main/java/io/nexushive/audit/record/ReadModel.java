package io.nexushive.audit.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.EventType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which columns are filled from where in a payload, so that readers need not open it. */
final class ReadModel {
  private record Place(Column column, JsonPointer at) {}

  private static final Map<Column, String> OF_STATE =
      Map.ofEntries(
          Map.entry(Column.REQUEST_ID, "/request/request_id"),
          Map.entry(Column.TENANT, "/request/tenant_id"),
          Map.entry(Column.ASKER, "/request/asker/subject"),
          Map.entry(Column.ROLES, "/request/asker/roles"),
          Map.entry(Column.QUESTION, "/request/question"),
          Map.entry(Column.CONNECTION_ID, "/request/connection_id"),
          Map.entry(Column.MODEL_ASKED, "/request/model"),
          Map.entry(Column.ATTEMPT, "/candidate/attempt"),
          Map.entry(Column.SQL_SOURCE, "/candidate/source"),
          Map.entry(Column.MODEL, "/candidate/model"),
          Map.entry(Column.SQL_ASKED, "/candidate/sql"),
          Map.entry(Column.SQL_RUN, "/verdict/sql"),
          Map.entry(Column.DECISION, "/verdict/decision"),
          Map.entry(Column.REASONS, "/verdict/reasons"),
          Map.entry(Column.POLICY_VERSION, "/verdict/basis/policy_version"),
          Map.entry(Column.CATALOG_VERSION, "/verdict/basis/catalog_version"),
          Map.entry(Column.STATEMENT_ID, "/result/statement_id"),
          Map.entry(Column.ROW_COUNT, "/result/row_count"),
          Map.entry(Column.TRUNCATED, "/result/truncated"),
          Map.entry(Column.ELAPSED_MS, "/result/elapsed_ms"));

  /** What a trace event is. */
  private static final List<Place> OF_EVENT =
      compile(
          "",
          Map.of(),
          Map.of(
              Column.TRACE_KIND, "/kind",
              Column.AGENT, "/agent",
              Column.STAGE, "/stage",
              Column.STATUS, "/status",
              Column.DURATION_MS, "/duration_ms"));

  /** What it tells of how the request ends. */
  private static final List<Place> OF_ENDING =
      compile(
          "", Map.of(), Map.of(Column.OUTCOME, "/data/outcome", Column.ERROR_CODE, "/data/code"));

  /** What of an event stands in the headers where a record is one event. */
  private static final List<Place> OF_HEADERS =
      compile("", Map.of(), Map.of(Column.EVENT_ID, "/id", Column.EVENT_TIME, "/at"));

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private static final Map<EventType, List<Place>> PLACES = places();

  private ReadModel() {}

  /**
   * Fills what an event of this type tells. A trace record is what its last event is, and ends a
   * request as the last one says that says so.
   *
   * @throws IllegalArgumentException when a trace record's events cannot be told apart
   */
  static void fill(Fields fields, EventType type, JsonNode payload) {
    fill(fields, PLACES.get(type), payload);
    if (type == EventType.TRACE_RECORDED) {
      List<JsonNode> events = TraceEvents.in(payload);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("a trace record's events are a list of objects");
      }
      fill(fields, OF_EVENT, events.get(events.size() - 1));
      events.forEach(event -> fill(fields, OF_ENDING, event));
    }
    if (type == EventType.QUERY_REJECTED || type == EventType.REQUEST_FAILED) {
      JsonNode failures = payload.path("failures");
      JsonNode code = failures.path(failures.size() - 1).path("code");
      fields.set(Column.ERROR_CODE, code.isTextual() ? code.textValue() : null);
    }
    if (type == EventType.REVIEW_DECIDED) {
      boolean approved = payload.path("approved").asBoolean();
      fields.set(Column.OUTCOME, approved ? "approved" : "rejected");
    }
  }

  /** {@code row} with what one of its trace events tells instead of what all of them do. */
  static Fields ofEvent(Fields row, JsonNode event) {
    Fields one = row.copy().set(Column.PAYLOAD, event.toString());
    for (List<Place> places : List.of(OF_EVENT, OF_ENDING)) {
      places.forEach(place -> one.set(place.column(), null));
      fill(one, places, event);
    }
    fill(one, OF_HEADERS, event);
    return one;
  }

  private static void fill(Fields fields, List<Place> places, JsonNode from) {
    for (Place place : places) {
      JsonNode found = from.at(place.at());
      if (!found.isMissingNode() && !found.isNull()) {
        fields.set(place.column(), value(place.column(), found));
      }
    }
  }

  private static Object value(Column column, JsonNode node) {
    return switch (column.type()) {
      case TEXT -> text(node);
      case LONG ->
          node.canConvertToExactIntegral() && node.canConvertToLong()
              ? (Object) node.longValue()
              : null;
      case BOOL -> node.isBoolean() ? (Object) node.booleanValue() : null;
      case UUID -> uuid(node.asText());
      case TIME -> time(node.asText());
    };
  }

  /** Names in a list are joined; anything else that is no text is shown as JSON. */
  private static String text(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isArray() && !node.isEmpty() && node.get(0).isTextual()) {
      List<String> names = new ArrayList<>();
      node.forEach(n -> names.add(n.asText()));
      return String.join(",", names);
    }
    return node.toString();
  }

  static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Milliseconds are what every text of ours holds; {@code null} where it is no storable time. */
  static Instant time(String text) {
    try {
      return text == null ? null : storable(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Producers may claim any time; Postgres does not know all of them. */
  static Instant storable(Instant time) {
    return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
  }

  private static Map<EventType, List<Place>> places() {
    Map<EventType, List<Place>> places = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      places.put(
          type, type.payload() == AgentState.class ? compile("", OF_STATE, Map.of()) : List.of());
    }
    places.put(
        EventType.TRACE_RECORDED, compile("", Map.of(), Map.of(Column.REQUEST_ID, "/request_id")));
    places.put(EventType.REPLY_GIVEN, compile("/state", OF_STATE, Map.of()));
    places.put(
        EventType.REVIEW_DECIDED,
        compile(
            "/state",
            OF_STATE,
            Map.of(Column.ACTOR, "/steward", Column.REQUEST_ID, "/request_id")));
    Map<Column, String> byAndRequest =
        Map.of(Column.REQUEST_ID, "/request_id", Column.ACTOR, "/by");
    places.put(EventType.REQUEST_CANCELLED, compile("", Map.of(), byAndRequest));
    places.put(EventType.FEEDBACK_GIVEN, compile("", Map.of(), byAndRequest));
    Map<Column, String> connection = Map.of(Column.CONNECTION_ID, "/connection_id");
    places.put(EventType.CONNECTION_CHANGED, compile("", Map.of(), connection));
    places.put(EventType.SEMANTIC_MODEL_CHANGED, compile("", Map.of(), connection));
    places.put(EventType.CATALOG_CHANGED, compile("", Map.of(), connection));
    places.put(EventType.KNOWLEDGE_CHANGED, compile("", Map.of(), connection));
    return places;
  }

  private static List<Place> compile(
      String prefix, Map<Column, String> inherited, Map<Column, String> own) {
    Map<Column, JsonPointer> all = new EnumMap<>(Column.class);
    inherited.forEach((column, at) -> all.put(column, JsonPointer.compile(prefix + at)));
    own.forEach((column, at) -> all.put(column, JsonPointer.compile(at)));
    return all.entrySet().stream().map(e -> new Place(e.getKey(), e.getValue())).toList();
  }
}
