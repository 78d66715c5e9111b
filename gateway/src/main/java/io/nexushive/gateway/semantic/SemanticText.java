package io.nexushive.gateway.semantic;

import static io.nexushive.gateway.semantic.YamlItems.items;
import static io.nexushive.gateway.semantic.YamlItems.line;
import static io.nexushive.gateway.semantic.YamlItems.text;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nexushive.model.json.Json;
import io.nexushive.model.semantic.SemanticModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A semantic model as YAML, with all that is wrong in it.
 *
 * @param model absent where there are flaws
 */
record SemanticText(SemanticModel model, List<Flaw> flaws) {
  private static final int LONGEST = 512 * 1024;
  private static final JsonNode SCHEMA = schema();

  static SemanticText read(String yaml) {
    Node document;
    try {
      document = compose(yaml);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      return new SemanticText(
          null, List.of(new Flaw(line, "the document", "is no YAML: " + e.getProblem())));
    } catch (YAMLException e) {
      return new SemanticText(
          null, List.of(new Flaw(1, "the document", "cannot be read; it may be too large")));
    }
    if (document == null) {
      return new SemanticText(SemanticModel.EMPTY, List.of());
    }
    List<Flaw> flaws = new ArrayList<>(YamlForm.flaws(document, SCHEMA));
    if (flaws.isEmpty()) {
      unique(flaws, document, "entities", "table");
      unique(flaws, document, "metrics", "name");
      unique(flaws, document, "joins", "name");
      owned(flaws, document);
      onePreferred(flaws, document);
    }
    return new SemanticText(flaws.isEmpty() ? model(yaml) : null, List.copyOf(flaws));
  }

  /** The text for a model, as one would write it. */
  static String write(SemanticModel model) {
    try {
      return new YAMLMapper()
          .disable(
              com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .writeValueAsString(withoutEmpty(Json.tree(model)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document's nodes, with the lines where they stand; aliases and size are bounded. */
  static Node compose(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(20);
    return new Yaml(options).compose(new StringReader(yaml));
  }

  private static SemanticModel model(String yaml) {
    try {
      // What is absent is false: not certified.
      return Json.mapper()
          .readerFor(SemanticModel.class)
          .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .readValue(new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unique(List<Flaw> flaws, Node document, String list, String key) {
    Map<String, Integer> lines = new HashMap<>();
    int i = 0;
    for (MappingNode item : items(document, list)) {
      String at = list + "[" + i++ + "]." + key;
      ScalarNode name = text(item, key).orElseThrow();
      Integer before = lines.putIfAbsent(name.getValue().toLowerCase(Locale.ROOT), line(name));
      if (before != null) {
        flaws.add(new Flaw(line(name), at, "is there already, in line " + before));
      }
    }
  }

  private static void owned(List<Flaw> flaws, Node document) {
    int i = 0;
    for (MappingNode metric : items(document, "metrics")) {
      String at = "metrics[" + i++ + "].certified";
      text(metric, "certified")
          .filter(c -> Boolean.parseBoolean(c.getValue()) && text(metric, "owner").isEmpty())
          .ifPresent(c -> flaws.add(new Flaw(line(c), at, "needs an owner who stands behind it")));
    }
  }

  private static void onePreferred(List<Flaw> flaws, Node document) {
    Map<Set<String>, Integer> lines = new HashMap<>();
    int i = 0;
    for (MappingNode join : items(document, "joins")) {
      String at = "joins[" + i++ + "].use";
      ScalarNode use = text(join, "use").orElse(null);
      if (use != null && use.getValue().equals(SemanticModel.Use.PREFERRED.wire())) {
        Integer before = lines.putIfAbsent(tables(join), line(use));
        if (before != null) {
          flaws.add(
              new Flaw(
                  line(use),
                  at,
                  "cannot be: another join of these tables is preferred, in line " + before));
        }
      }
    }
  }

  private static Set<String> tables(MappingNode join) {
    Set<String> tables = new HashSet<>();
    for (String end : List.of("from", "to")) {
      tables.add(text(join, end).orElseThrow().getValue().toLowerCase(Locale.ROOT));
    }
    return tables;
  }

  private static JsonNode withoutEmpty(JsonNode node) {
    if (node.isObject()) {
      com.fasterxml.jackson.databind.node.ObjectNode kept = Json.mapper().createObjectNode();
      node.fields()
          .forEachRemaining(
              field -> {
                JsonNode value = withoutEmpty(field.getValue());
                if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                  kept.set(field.getKey(), value);
                }
              });
      return kept;
    }
    if (node.isArray()) {
      com.fasterxml.jackson.databind.node.ArrayNode kept = Json.mapper().createArrayNode();
      node.forEach(item -> kept.add(withoutEmpty(item)));
      return kept;
    }
    return node;
  }

  private static JsonNode schema() {
    try (InputStream in = SemanticText.class.getResourceAsStream("/semantic-model.schema.json")) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
