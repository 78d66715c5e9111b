package io.nexushive.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.contract.Samples.Sample;
import io.nexushive.model.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields a reader cannot do without, found by leaving each out of the samples and reading
 * them: what constructors demand is said in no other place.
 */
final class RequiredFields {
  private final Map<Class<?>, List<ObjectNode>> documents = new HashMap<>();

  static RequiredFields bySamples() {
    RequiredFields fields = new RequiredFields();
    for (Sample sample : Samples.all()) {
      fields.collect(sample.value());
    }
    Samples.payloads().values().forEach(fields::collect);
    return fields;
  }

  /** The types of which there is a sample. */
  Set<Class<?>> types() {
    return documents.keySet();
  }

  /** The names of the fields without which no sample of {@code type} can be read. */
  Set<String> of(Class<?> type) {
    Set<String> required = new HashSet<>();
    List<ObjectNode> samples = documents.getOrDefault(type, List.of());
    samples.forEach(sample -> sample.fieldNames().forEachRemaining(required::add));
    required.removeIf(field -> samples.stream().anyMatch(s -> isReadWithout(field, s, type)));
    return required;
  }

  private static boolean isReadWithout(String field, ObjectNode sample, Class<?> type) {
    ObjectNode less = sample.deepCopy();
    less.remove(field);
    try {
      Json.read(Json.bytes(less), type);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void collect(Object value) {
    if (value instanceof Collection<?> many) {
      many.forEach(this::collect);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::collect);
    } else if (value instanceof Record && !(value instanceof Iterator)) {
      JsonNode json = Json.tree(value);
      if (json instanceof ObjectNode object) {
        documents.computeIfAbsent(value.getClass(), type -> new ArrayList<>()).add(object);
        for (RecordComponent component : value.getClass().getRecordComponents()) {
          collect(read(component, value));
        }
      }
    }
  }

  private static Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
