package io.nexushive.gateway.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Holds a YAML document to a JSON Schema and says in which line it does not fit. Of the schema
 * language it knows what our own schema uses: type, properties, required, additionalProperties,
 * items, minItems, enum, pattern and minLength.
 */
final class YamlForm {
  private final List<Flaw> flaws = new ArrayList<>();

  private YamlForm() {}

  static List<Flaw> flaws(Node document, JsonNode schema) {
    YamlForm form = new YamlForm();
    form.check(document, schema, "");
    return List.copyOf(form.flaws);
  }

  private void check(Node node, JsonNode schema, String key) {
    switch (schema.path("type").asText()) {
      case "object" -> {
        if (node instanceof MappingNode mapping) {
          object(mapping, schema, key);
        } else {
          flaw(node, key, "has to be a list of keys with values");
        }
      }
      case "array" -> {
        if (node instanceof SequenceNode sequence) {
          if (sequence.getValue().size() < schema.path("minItems").asInt()) {
            flaw(node, key, "is empty");
          }
          int i = 0;
          for (Node item : sequence.getValue()) {
            check(item, schema.path("items"), key + "[" + i++ + "]");
          }
        } else {
          flaw(node, key, "has to be a list");
        }
      }
      case "boolean" -> {
        if (!(node instanceof ScalarNode && node.getTag().equals(Tag.BOOL))) {
          flaw(node, key, "is true or false");
        }
      }
      default -> text(node, schema, key);
    }
  }

  private void object(MappingNode mapping, JsonNode schema, String key) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      String at = key.isEmpty() ? name : key + "." + name;
      JsonNode property = schema.path("properties").path(name);
      JsonNode other = schema.path("additionalProperties");
      if (!seen.add(name)) {
        flaw(tuple.getKeyNode(), at, "is there twice");
      } else if (!property.isMissingNode()) {
        check(tuple.getValueNode(), property, at);
      } else if (other.isObject()) {
        check(tuple.getValueNode(), other, at);
      } else {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        flaw(tuple.getKeyNode(), at, "is not known here; known are " + String.join(", ", known));
      }
    }
    for (JsonNode required : schema.path("required")) {
      if (!seen.contains(required.asText())) {
        flaw(mapping, key, "lacks " + required.asText());
      }
    }
  }

  private void text(Node node, JsonNode schema, String key) {
    if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
      flaw(node, key, "has to be a text");
    } else if (scalar.getValue().length() < schema.path("minLength").asInt()) {
      flaw(node, key, "is empty");
    } else if (schema.has("enum") && !allowed(schema).contains(scalar.getValue())) {
      flaw(node, key, "is one of " + String.join(", ", allowed(schema)));
    } else if (schema.has("pattern")
        && !Pattern.matches(schema.path("pattern").asText(), scalar.getValue())) {
      flaw(
          node,
          key,
          "has not the form that it should have: " + schema.path("description").asText());
    }
  }

  private static List<String> allowed(JsonNode schema) {
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> values.add(value.asText()));
    return values;
  }

  private void flaw(Node node, String key, String message) {
    flaws.add(
        new Flaw(node.getStartMark().getLine() + 1, key.isEmpty() ? "the document" : key, message));
  }
}
