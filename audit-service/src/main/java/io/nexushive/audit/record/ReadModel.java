package io.nexushive.audit.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.EventType;
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

  private static final Map<Column, String> OF_TRACE =
      Map.ofEntries(
          Map.entry(Column.REQUEST_ID, "/request_id"),
          Map.entry(Column.TRACE_KIND, "/kind"),
          Map.entry(Column.AGENT, "/agent"),
          Map.entry(Column.STAGE, "/stage"),
          Map.entry(Column.STATUS, "/status"),
          Map.entry(Column.DURATION_MS, "/duration_ms"),
          Map.entry(Column.OUTCOME, "/data/outcome"),
          Map.entry(Column.ERROR_CODE, "/data/code"));

  private static final Map<EventType, List<Place>> PLACES = places();

  private ReadModel() {}

  /** Fills what an event of this type tells. */
  static void fill(Fields fields, EventType type, JsonNode payload) {
    for (Place place : PLACES.get(type)) {
      JsonNode found = payload.at(place.at());
      if (!found.isMissingNode() && !found.isNull()) {
        fields.set(place.column(), value(place.column(), found));
      }
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

  private static Object value(Column column, JsonNode node) {
    return switch (column.type()) {
      case TEXT -> text(node);
      case LONG ->
          node.canConvertToExactIntegral() && node.canConvertToLong()
              ? (Object) node.longValue()
              : null;
      case BOOL -> node.isBoolean() ? (Object) node.booleanValue() : null;
      case UUID -> uuid(node.asText());
      case TIME -> null;
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

  private static Map<EventType, List<Place>> places() {
    Map<EventType, List<Place>> places = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      places.put(
          type, type.payload() == AgentState.class ? compile("", OF_STATE, Map.of()) : List.of());
    }
    places.put(EventType.TRACE_RECORDED, compile("", OF_TRACE, Map.of()));
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
