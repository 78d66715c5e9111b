package io.nexushive.audit.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.SignedContent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is not kept of a payload: rows, what is written from rows, and sealed secrets. Each such
 * place is replaced by the SHA-256 of what stood there, and for a list its length, so that whoever
 * holds the original can prove it. The digest is over the JSON as {@link Json} writes it.
 */
public final class Redaction {
  /** Places in an envelope that hold rows, or words and pictures made from rows. */
  private static final List<String> OF_STATE =
      List.of(
          "result/rows",
          "answer/text",
          "answer/notes",
          "answer/chart/vega_lite",
          "answer/chart/chart_js");

  /** The same in what a client is shown, whatever kind it claims to be. */
  private static final List<String> OF_TRACE =
      List.of(
          "data/rows",
          "data/text",
          "data/notes",
          "data/vega_lite",
          "data/chart_js",
          "data/chart/vega_lite",
          "data/chart/chart_js");

  /** In a place, whatever is in a list. */
  private static final String EACH = "*";

  private static final Map<EventType, List<String[]>> PLACES = new EnumMap<>(EventType.class);
  private static final List<String[]> EVERYWHERE;

  static {
    places().forEach((type, places) -> PLACES.put(type, paths(places)));
    EVERYWHERE = paths(places().values().stream().flatMap(List::stream).distinct().toList());
  }

  private Redaction() {}

  /** Takes out of {@code payload}, in place, what is not kept of an event of this type. */
  static void of(EventType type, ObjectNode payload) {
    PLACES.get(type).forEach(path -> redact(payload, path, 0));
  }

  /** For a payload of which nobody knows the type: takes out what would be of any type. */
  static void ofAnyType(ObjectNode payload) {
    EVERYWHERE.forEach(path -> redact(payload, path, 0));
  }

  private static Map<EventType, List<String>> places() {
    Map<EventType, List<String>> places = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      places.put(type, type.payload() == AgentState.class ? OF_STATE : List.of());
    }
    places.put(EventType.REPLY_GIVEN, below("state/", OF_STATE));
    places.put(EventType.REVIEW_DECIDED, below("state/", OF_STATE));
    // What holds no list of events is one itself.
    List<String> ofTrace = new ArrayList<>(OF_TRACE);
    ofTrace.addAll(below("events/" + EACH + "/", OF_TRACE));
    places.put(EventType.TRACE_RECORDED, ofTrace);
    places.put(EventType.CONNECTION_CHANGED, List.of("sealed_credential"));
    return places;
  }

  private static List<String> below(String prefix, List<String> places) {
    List<String> all = new ArrayList<>();
    places.forEach(place -> all.add(prefix + place));
    return List.copyOf(all);
  }

  private static List<String[]> paths(List<String> places) {
    return places.stream().map(place -> place.split("/", -1)).toList();
  }

  private static void redact(JsonNode from, String[] path, int step) {
    String name = path[step];
    if (name.equals(EACH)) {
      from.forEach(next -> redact(next, path, step + 1));
    } else if (from instanceof ObjectNode parent) {
      JsonNode found = parent.get(name);
      if (found == null || found.isNull()) {
        return;
      }
      if (step < path.length - 1) {
        redact(found, path, step + 1);
      } else {
        parent.set(name, instead(parent, found));
      }
    }
  }

  private static ObjectNode instead(ObjectNode parent, JsonNode found) {
    ObjectNode instead = parent.objectNode();
    if (found.isArray()) {
      instead.put("count", found.size());
    }
    return instead.put("sha256", SignedContent.sha256(Json.bytes(found)));
  }
}
