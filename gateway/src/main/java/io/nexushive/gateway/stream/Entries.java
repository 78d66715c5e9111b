package io.nexushive.gateway.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a trace record apart without reading more of its events than what they are called. */
final class Entries {
  private Entries() {}

  /**
   * The events of a record, in its order. What is no event is left out, and so is everything after
   * the first of a record that is no JSON.
   *
   * @param offset of the record
   * @param value the record's; a {@link TraceRecord} as JSON
   */
  static List<Entry> of(long offset, byte[] value) {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser json = Json.mapper().createParser(value)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean events = "events".equals(json.currentName());
          if (json.nextToken() == JsonToken.START_ARRAY && events) {
            readAll(json, offset, value, entries);
          } else {
            json.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      return entries;
    }
    return entries;
  }

  private static void readAll(JsonParser json, long offset, byte[] value, List<Entry> entries)
      throws IOException {
    for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      int begin = (int) json.currentTokenLocation().getByteOffset();
      String id = null;
      String kind = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_STRING && "id".equals(name)) {
          id = json.getText();
        } else if (token == JsonToken.VALUE_STRING && "kind".equals(name)) {
          kind = json.getText();
        } else {
          json.skipChildren();
        }
      }
      int end = (int) json.currentLocation().getByteOffset();
      if (id != null && index < TraceRecord.MOST) {
        entries.add(
            new Entry(position(offset, index), id, kind, Arrays.copyOfRange(value, begin, end)));
      }
    }
  }

  /** Where an event stands in its partition. */
  static long position(long offset, int index) {
    return offset * TraceRecord.MOST + index;
  }
}
