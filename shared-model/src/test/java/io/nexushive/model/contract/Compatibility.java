package io.nexushive.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader of an older schema could not stand in a newer one, or an old document in a newer
 * reader: fields that are gone (or renamed, which is the same) or of another type, values that are
 * no longer known, and fields that are now demanded.
 */
final class Compatibility {
  private static final String REF = "$ref";
  private static final String REQUIRED = "required";
  private static final String PROPERTIES = "properties";

  private final List<String> breaks = new ArrayList<>();

  private Compatibility() {}

  /** One line per change that breaks somebody; empty where none does. */
  static List<String> breaks(JsonNode older, JsonNode newer) {
    Compatibility comparison = new Compatibility();
    comparison.compare(older, newer, "");
    return List.copyOf(comparison.breaks);
  }

  private void compare(JsonNode older, JsonNode newer, String at) {
    Iterator<Map.Entry<String, JsonNode>> keywords = older.fields();
    while (keywords.hasNext()) {
      Map.Entry<String, JsonNode> keyword = keywords.next();
      compare(keyword.getKey(), keyword.getValue(), newer.get(keyword.getKey()), at);
    }
    demands(older, newer, at);
  }

  private void compare(String keyword, JsonNode older, JsonNode newer, String at) {
    switch (keyword) {
      case "$defs", PROPERTIES -> each(older, newer, at + "/" + keyword);
      case "items", "additionalProperties", "if", "then" -> {
        if (newer == null) {
          breaks.add(at + "/" + keyword + " is gone");
        } else {
          compare(older, newer, at + "/" + keyword);
        }
      }
      case "anyOf", "oneOf", "allOf" -> alternatives(older, newer, at + "/" + keyword);
      case "enum" -> values(older, newer, at + "/" + keyword);
      case "type", "format", "const", REF, "pattern" -> {
        if (!older.equals(newer)) {
          breaks.add(at + "/" + keyword + " was " + older + " and is " + newer);
        }
      }
      default -> {
        // Titles, descriptions and what is demanded: words, or looked at elsewhere.
      }
    }
  }

  private void each(JsonNode older, JsonNode newer, String at) {
    older
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode now = newer == null ? null : newer.get(field.getKey());
              if (now == null) {
                breaks.add(at + "/" + field.getKey() + " is gone");
              } else {
                compare(field.getValue(), now, at + "/" + field.getKey());
              }
            });
  }

  /** Alternatives may be added at the end; those that were there stay where they are. */
  private void alternatives(JsonNode older, JsonNode newer, String at) {
    for (int i = 0; i < older.size(); i++) {
      JsonNode now = newer == null ? null : newer.get(i);
      if (now == null) {
        breaks.add(at + "/" + i + " is gone");
      } else {
        compare(older.get(i), now, at + "/" + i);
      }
    }
  }

  private void values(JsonNode older, JsonNode newer, String at) {
    Set<JsonNode> now = new HashSet<>();
    if (newer != null) {
      newer.forEach(now::add);
    }
    older.forEach(
        value -> {
          if (!now.contains(value)) {
            breaks.add(at + " no longer knows " + value);
          }
        });
  }

  private void demands(JsonNode older, JsonNode newer, String at) {
    Set<String> before = texts(older.path(REQUIRED));
    for (String field : texts(newer.path(REQUIRED))) {
      if (!before.contains(field)) {
        breaks.add(at + "/" + field + " is demanded now");
      }
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
