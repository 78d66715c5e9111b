package io.nexushive.gateway.semantic;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the nodes of a document that has the form of the schema. */
final class YamlItems {
  private YamlItems() {}

  /** The mappings in the list {@code key}; none where it is not there. */
  static List<MappingNode> items(Node mapping, String key) {
    return value(mapping, key)
        .filter(SequenceNode.class::isInstance)
        .map(
            list -> ((SequenceNode) list).getValue().stream().map(MappingNode.class::cast).toList())
        .orElse(List.of());
  }

  /** The text of {@code key}. */
  static Optional<ScalarNode> text(Node mapping, String key) {
    return value(mapping, key).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
  }

  /** Counted from 1. */
  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static Optional<Node> value(Node mapping, String key) {
    return ((MappingNode) mapping)
        .getValue().stream()
            .filter(t -> t.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
            .map(NodeTuple::getValueNode)
            .findFirst();
  }
}
