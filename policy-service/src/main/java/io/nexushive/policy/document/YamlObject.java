package io.nexushive.policy.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML mapping that is read key by key; whatever is wrong is said with its line and key. */
final class YamlObject {
  private final String path;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  YamlObject(String path, Node node) {
    this.path = path;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      throw error(node, path, "must be a mapping");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(path, tuple.getKeyNode());
      if (values.put(key, tuple.getValueNode()) != null) {
        throw error(tuple.getKeyNode(), child(key), "is given twice");
      }
    }
  }

  /** Refuses keys that nobody knows: a misspelt rule must not be a rule that is off. */
  YamlObject only(String... keys) {
    Set<String> known = new LinkedHashSet<>(Arrays.asList(keys));
    values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw error(value, child(key), "is not known here; known are " + known);
          }
        });
    return this;
  }

  /** Where it begins, from 1; 0 where it is not in the document. */
  int line() {
    return line(node);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Set<String> keys() {
    return values.keySet();
  }

  String text(String key, String absent) {
    return has(key) ? scalar(child(key), values.get(key)) : absent;
  }

  /** A text that must be there. */
  String required(String key) {
    String text = text(key, null);
    if (text == null || text.isBlank()) {
      throw error(key, "is missing");
    }
    return text;
  }

  int integer(String key, int absent, int least, int most) {
    if (!has(key)) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text(key, null));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message that fits both.
    }
    throw error(
        values.get(key), child(key), "must be a whole number from " + least + " to " + most);
  }

  Duration duration(String key, Duration absent) {
    if (!has(key)) {
      return absent;
    }
    String text = text(key, null).strip().toLowerCase(Locale.ROOT);
    try {
      Duration value = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      if (!value.isNegative() && !value.isZero()) {
        return value;
      }
    } catch (java.time.format.DateTimeParseException e) {
      // Falls through to the one message that fits both.
    }
    throw error(values.get(key), child(key), "must be a duration such as 30s or 2m");
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E absent) {
    if (!has(key)) {
      return absent;
    }
    String text = text(key, null);
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw error(
        values.get(key),
        child(key),
        "must be one of "
            + Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  boolean flag(String key, boolean absent) {
    if (!has(key)) {
      return absent;
    }
    return switch (text(key, null)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(values.get(key), child(key), "must be true or false");
    };
  }

  /** A list of words, in lower case, each once. */
  Set<String> words(String key) {
    Set<String> words = new LinkedHashSet<>();
    texts(key).forEach(text -> words.add(text.toLowerCase(Locale.ROOT)));
    return words;
  }

  /** A list of texts as they were written. */
  List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!(values.get(key) instanceof SequenceNode sequence)) {
      throw error(values.get(key), child(key), "must be a list");
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      texts.add(scalar(child(key), item));
    }
    return texts;
  }

  <T> List<T> objects(String key, Function<YamlObject, T> read) {
    if (!has(key)) {
      return List.of();
    }
    if (!(values.get(key) instanceof SequenceNode sequence)) {
      throw error(values.get(key), child(key), "must be a list");
    }
    List<T> objects = new ArrayList<>();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      objects.add(
          read.apply(new YamlObject(child(key) + "[" + i + "]", sequence.getValue().get(i))));
    }
    return objects;
  }

  YamlObject object(String key) {
    return has(key) ? new YamlObject(child(key), values.get(key)) : empty(child(key));
  }

  private YamlObject empty(String emptyPath) {
    return new YamlObject(
        emptyPath,
        new MappingNode(
            org.yaml.snakeyaml.nodes.Tag.MAP,
            new ArrayList<>(),
            org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW));
  }

  PolicyException error(String key, String message) {
    return error(values.getOrDefault(key, node), child(key), message);
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String scalar(String path, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error(node, path, "must be a single value");
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }

  private static PolicyException error(Node node, String path, String message) {
    int line = line(node);
    String name = path.isEmpty() ? "the document" : path;
    return new PolicyException(
        line > 0 ? "line " + line + ": " + name + " " + message : name + " " + message);
  }
}
