package io.nexushive.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.json.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
  private static final String SCHEMA =
      """
      {"$ref": "#/$defs/A", "$defs": {"A": {"type": "object",
        "properties": {
          "name": {"type": "string", "description": "words"},
          "kind": {"enum": ["one", "two"]},
          "many": {"type": "array", "items": {"$ref": "#/$defs/B"}},
          "other": {"anyOf": [{"$ref": "#/$defs/B"}]}},
        "required": ["name"]}, "B": {"type": "object", "properties": {"n": {"type": "integer"}}}}}
      """;

  @Test
  void lastingChangesArePermitted() {
    assertThat(
            breaks(
                schema -> {
                  properties(schema).putObject("added").put("type", "string");
                  ((ObjectNode) properties(schema).get("name")).put("description", "other words");
                  properties(schema).withArray("/kind/enum").add("three");
                  properties(schema).withArray("/other/anyOf").addObject().put("type", "string");
                  ((ObjectNode) schema.at("/$defs/A")).putArray("required");
                }))
        .isEmpty();
  }

  @Test
  void aFieldThatIsGoneIsFound() {
    assertThat(breaks(schema -> properties(schema).remove("name")))
        .containsExactly("/$defs/A/properties/name is gone");
  }

  @Test
  void aRenamedFieldIsFound() {
    assertThat(breaks(schema -> properties(schema).set("label", properties(schema).remove("name"))))
        .containsExactly("/$defs/A/properties/name is gone");
  }

  @Test
  void anotherTypeIsFoundHoweverDeep() {
    assertThat(
            breaks(
                schema -> ((ObjectNode) schema.at("/$defs/B/properties/n")).put("type", "string")))
        .containsExactly("/$defs/B/properties/n/type was \"integer\" and is \"string\"");
    assertThat(
            breaks(
                schema ->
                    ((ObjectNode) schema.at("/$defs/A/properties/many/items"))
                        .put("$ref", "#/$defs/A")))
        .hasSize(1);
    assertThat(
            breaks(schema -> ((ObjectNode) schema.at("/$defs/A/properties/many")).remove("items")))
        .hasSize(1);
  }

  @Test
  void aValueThatIsGoneIsFound() {
    assertThat(
            breaks(
                schema ->
                    ((ObjectNode) properties(schema).get("kind")).putArray("enum").add("one")))
        .containsExactly("/$defs/A/properties/kind/enum no longer knows \"two\"");
  }

  @Test
  void anAlternativeThatIsGoneIsFound() {
    assertThat(breaks(schema -> ((ObjectNode) properties(schema).get("other")).putArray("anyOf")))
        .containsExactly("/$defs/A/properties/other/anyOf/0 is gone");
  }

  @Test
  void aFieldThatIsDemandedNowIsFound() {
    assertThat(breaks(schema -> schema.withArray("/$defs/A/required").add("kind")))
        .containsExactly("/$defs/A/kind is demanded now");
  }

  private static java.util.List<String> breaks(Consumer<ObjectNode> change) {
    ObjectNode newer = schema();
    change.accept(newer);
    return Compatibility.breaks(schema(), newer);
  }

  private static ObjectNode properties(ObjectNode schema) {
    return (ObjectNode) schema.at("/$defs/A/properties");
  }

  private static ObjectNode schema() {
    try {
      return (ObjectNode) Json.mapper().readTree(SCHEMA);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
