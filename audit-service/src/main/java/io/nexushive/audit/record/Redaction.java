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

  private static final Map<EventType, List<String>> PLACES = places();
  private static final List<String> EVERYWHERE =
      PLACES.values().stream().flatMap(List::stream).distinct().toList();

  private Redaction() {}

  /** Takes out of {@code payload}, in place, what is not kept of an event of this type. */
  static void of(EventType type, ObjectNode payload) {
    PLACES.get(type).forEach(place -> redact(payload, place));
  }

  /** For a payload of which nobody knows the type: takes out what would be of any type. */
  static void ofAnyType(ObjectNode payload) {
    EVERYWHERE.forEach(place -> redact(payload, place));
  }

  private static Map<EventType, List<String>> places() {
    Map<EventType, List<String>> places = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      places.put(type, type.payload() == AgentState.class ? OF_STATE : List.of());
    }
    places.put(EventType.REPLY_GIVEN, below("state/", OF_STATE));
    places.put(EventType.REVIEW_DECIDED, below("state/", OF_STATE));
    places.put(EventType.TRACE_RECORDED, OF_TRACE);
    places.put(EventType.CONNECTION_CHANGED, List.of("sealed_credential"));
    return places;
  }

  private static List<String> below(String prefix, List<String> places) {
    List<String> all = new ArrayList<>();
    places.forEach(place -> all.add(prefix + place));
    return List.copyOf(all);
  }

  private static void redact(ObjectNode payload, String place) {
    String[] path = place.split("/", -1);
    ObjectNode parent = payload;
    for (int i = 0; i < path.length - 1; i++) {
      if (!(parent.get(path[i]) instanceof ObjectNode next)) {
        return;
      }
      parent = next;
    }
    String last = path[path.length - 1];
    JsonNode found = parent.get(last);
    if (found == null || found.isNull()) {
      return;
    }
    ObjectNode instead = parent.objectNode();
    if (found.isArray()) {
      instead.put("count", found.size());
    }
    instead.put("sha256", SignedContent.sha256(Json.bytes(found)));
    parent.set(last, instead);
  }
}
