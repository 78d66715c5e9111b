package io.nexushive.gateway.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of an asker beside his roles; row filters compare it with columns. */
public final class Attributes {
  private static final int MOST = 20;
  private static final int MOST_VALUES = 100;
  private static final int LONGEST = 200;

  private Attributes() {}

  /**
   * Attributes in their one form.
   *
   * @throws IllegalArgumentException when a name or a value cannot be one; the message says what to
   *     change
   */
  public static SortedMap<String, List<String>> checked(Map<String, List<String>> given) {
    SortedMap<String, List<String>> checked = new TreeMap<>();
    given.forEach((name, values) -> checked.put(name, values == null ? List.of() : values));
    if (checked.size() > MOST) {
      throw new IllegalArgumentException("A person has at most " + MOST + " attributes.");
    }
    checked.forEach(Attributes::requireValues);
    try {
      return new Asker("anybody", new TreeSet<>(), checked).attributes();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "An attribute's name begins with a lower-case letter, has up to 64 lower-case letters,"
              + " digits and underscores, and is not subject.",
          e);
    }
  }

  private static void requireValues(String name, List<String> values) {
    boolean fit =
        !values.isEmpty()
            && values.size() <= MOST_VALUES
            && values.stream().allMatch(Attributes::isValue);
    if (!fit) {
      throw new IllegalArgumentException(
          "The attribute %s has 1 to %d values of 1 to %d characters, none of them invisible."
              .formatted(name, MOST_VALUES, LONGEST));
    }
  }

  private static boolean isValue(String value) {
    return value != null
        && !value.isBlank()
        && value.length() <= LONGEST
        && value.codePoints().noneMatch(c -> Character.isISOControl(c) || isInvisible(c));
  }

  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT || type == Character.SURROGATE || type == Character.PRIVATE_USE;
  }

  /** The JSON object that attributes are kept as, {@code {"region": ["EMEA"]}}. */
  public static String json(Map<String, List<String>> attributes) {
    return new String(Json.bytes(attributes), StandardCharsets.UTF_8);
  }

  /** Reads {@link #json}. */
  public static Map<String, List<String>> fromJson(String json) {
    return of(Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  /** Reads an object of lists of texts; whatever else is in it is left out. */
  public static Map<String, List<String>> of(JsonNode object) {
    SortedMap<String, List<String>> attributes = new TreeMap<>();
    object.properties().forEach(field -> attributes.put(field.getKey(), texts(field.getValue())));
    return attributes;
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
