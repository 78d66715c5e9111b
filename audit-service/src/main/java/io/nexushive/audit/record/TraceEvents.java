package io.nexushive.audit.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The events of a trace record. */
public final class TraceEvents {
  private static final String EVENTS = "events";

  private TraceEvents() {}

  /**
   * The events in {@code payload}, in their order. What holds none is one itself: so the earlier
   * version of the topic had it.
   *
   * @return empty where the events are not a list of objects, or there is none
   */
  static List<JsonNode> in(JsonNode payload) {
    JsonNode events = payload.get(EVENTS);
    if (events == null) {
      return List.of(payload);
    }
    List<JsonNode> all = new ArrayList<>();
    if (events.isArray()) {
      events.forEach(all::add);
    }
    return all.stream().allMatch(JsonNode::isObject) ? all : List.of();
  }

  /**
   * What the row of a trace record says, event by event: the same row with what its payload tells
   * of one event in place of what it tells of all.
   *
   * @return the row alone where its payload tells nothing of several events
   */
  public static List<Fields> of(Fields row) {
    JsonNode payload = payload(row);
    List<JsonNode> events = payload.has(EVENTS) ? in(payload) : List.of();
    return events.isEmpty()
        ? List.of(row)
        : events.stream().map(event -> ReadModel.ofEvent(row, event)).toList();
  }

  private static JsonNode payload(Fields row) {
    String text = row.text(Column.PAYLOAD);
    try {
      return Json.mapper().readTree(text == null ? "" : text);
    } catch (JsonProcessingException e) {
      // Whoever alters a row shall not keep others from reading the rest.
      return Json.mapper().missingNode();
    }
  }
}
