package io.nexushive.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.nexushive.policy.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the reader take the same documents. */
class PolicySchemaTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final JsonSchema SCHEMA = schema();

  @ParameterizedTest
  @MethodSource("good")
  void bothTakeWhatIsGood(Path file) throws IOException {
    String text = Files.readString(file);
    assertThatCode(() -> PolicyReader.read(text)).doesNotThrowAnyException();
    assertThat(SCHEMA.validate(YAML.readTree(text))).isEmpty();
  }

  /** A bad document says in its first line which line and key are wrong. */
  @ParameterizedTest
  @MethodSource("bad")
  void bothRefuseWhatIsBad(Path file) throws IOException {
    String text = Files.readString(file);
    String[] expected =
        text.lines().findFirst().orElseThrow().substring("# expect: ".length()).split(" ");
    assertThatThrownBy(() -> PolicyReader.read(text))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("line " + expected[1] + ": ")
        .hasMessageContaining(expected[2]);
    // What a document's own names and conditions mean is beyond a schema.
    assertThat(SCHEMA.validate(YAML.readTree(text)).isEmpty())
        .isEqualTo(text.contains("# reader only"));
  }

  /** Every object of a full document, asked for a key that is not there, lists what it knows. */
  @Test
  void bothKnowTheSameKeys() throws IOException {
    JsonNode full = YAML.readTree(Files.readString(folder("good").resolve("everything.yaml")));
    List<String> compared = new ArrayList<>();
    for (String at : objects(full, "")) {
      ObjectNode copy = full.deepCopy();
      ((ObjectNode) copy.at(at)).put("zzz", "x");
      Throwable refused = catchThrowable(() -> PolicyReader.read(YAML.writeValueAsString(copy)));
      if (refused != null && refused.getMessage().contains("known are")) {
        String known = refused.getMessage().replaceAll(".*known are \\[(.*)].*", "$1");
        assertThat(new TreeSet<>(List.of(known.split(", ")))).as(at).isEqualTo(properties(at));
        compared.add(at);
      }
    }
    assertThat(compared).hasSizeGreaterThan(15).contains("", "/masks/0", "/examples/0", "/review");
  }

  private static List<String> objects(JsonNode node, String at) {
    List<String> objects = new ArrayList<>();
    if (node.isObject()) {
      objects.add(at);
      node.fields()
          .forEachRemaining(f -> objects.addAll(objects(f.getValue(), at + "/" + f.getKey())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        objects.addAll(objects(array.get(i), at + "/" + i));
      }
    }
    return objects;
  }

  /** The keys that the schema has for the object at {@code path} of a document. */
  private static Set<String> properties(String path) {
    JsonNode schema = SCHEMA.getSchemaNode();
    for (String step : path.isEmpty() ? new String[0] : path.substring(1).split("/")) {
      schema =
          step.matches("[0-9]+")
              ? schema.path("items")
              : schema.path("properties").has(step)
                  ? schema.path("properties").path(step)
                  : schema.path("additionalProperties");
    }
    Set<String> keys = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void theShippedPoliciesFit() throws IOException {
    assertThat(SCHEMA.validate(YAML.readTree(Fixtures.demoPolicy()))).isEmpty();
    assertThat(
            SCHEMA.validate(
                YAML.readTree(PolicySchemaTest.class.getResource("/corpus/policy.yaml"))))
        .isEmpty();
  }

  static Stream<Path> good() throws IOException {
    return files("good");
  }

  static Stream<Path> bad() throws IOException {
    return files("bad");
  }

  private static Stream<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(folder(kind))) {
      return files.sorted().toList().stream();
    }
  }

  private static Path folder(String kind) {
    return Fixtures.root().resolve("policy-service/src/test/resources/policies").resolve(kind);
  }

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(Files.readString(Fixtures.root().resolve("docs/policy.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
