package io.nexushive.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.nexushive.model.contract.Samples.Sample;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents in {@code docs/events}; how to write them anew is told in this package. */
class DocumentsTest {
  private static Map<String, JsonNode> generated;

  @BeforeAll
  static void generate() {
    generated = new Schemas().all();
    if (Committed.writing()) {
      List<String> breaks = new ArrayList<>();
      generated.forEach((name, schema) -> breaks.addAll(breaksOf(name, schema)));
      assertThat(breaks).as("a topic of a new version is needed").isEmpty();
      generated.forEach(
          (name, schema) -> Committed.write(Committed.schemas().resolve(name), schema));
      Committed.write(Committed.asyncApi(), AsyncApi.document());
    }
  }

  static Set<String> names() {
    return new Schemas().all().keySet();
  }

  static Stream<Sample> samples() {
    return Samples.all().stream();
  }

  @Test
  void schemasAreThoseOfTheCode() throws IOException {
    try (Stream<Path> files = Files.list(Committed.schemas())) {
      assertThat(files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()))
          .isEqualTo(generated.keySet());
    }
    generated.forEach(
        (name, schema) ->
            assertThat(Committed.text(Committed.read(Committed.schemas().resolve(name))))
                .as("%s differs from the code; see the package's description", name)
                .isEqualTo(Committed.text(schema)));
  }

  @Test
  void asyncApiIsThatOfTheCode() {
    assertThat(Committed.text(Committed.read(Committed.asyncApi())))
        .as("the AsyncAPI document differs from the code; see the package's description")
        .isEqualTo(Committed.text(AsyncApi.document()));
  }

  @Test
  void noSchemaBreaksWhoReadsTheCommittedOne() {
    generated.forEach((name, schema) -> assertThat(breaksOf(name, schema)).as(name).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void schemasFitWhatIsWritten(Sample sample) {
    assertThat(validate(sample, Json.tree(sample.value()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void schemasFitWhatIsPinned(Sample sample) {
    assertThat(validate(sample, Committed.read(Committed.golden().resolve(sample.file()))))
        .isEmpty();
  }

  @Test
  void schemasRefuseWhatIsNoPayload() {
    Sample state = Samples.all().get(0);
    assertThat(validate(state, Json.mapper().createObjectNode())).isNotEmpty();
    assertThat(validate(state, Json.mapper().createObjectNode().put("request", 7))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyEventNamesASchemaThatIsThere(EventType type) {
    assertThat(Committed.asyncApi().resolveSibling(type.schema())).exists();
  }

  @Test
  void everyTopicIsInTheAsyncApiDocument() {
    List<String> addresses = new ArrayList<>();
    AsyncApi.document().get("channels").forEach(c -> addresses.add(c.get("address").asText()));

    assertThat(addresses)
        .containsExactlyInAnyOrderElementsOf(
            EventType.topics().stream().map(t -> t.name()).toList());
  }

  @Test
  void everyReferenceInTheAsyncApiDocumentLeadsSomewhere() {
    JsonNode document = AsyncApi.document();
    for (JsonNode reference : document.findValues("$ref")) {
      String target = reference.asText();
      if (target.startsWith("#")) {
        assertThat(document.at(target.substring(1)).isMissingNode()).as(target).isFalse();
      } else {
        assertThat(Committed.asyncApi().resolveSibling(target).normalize()).exists();
      }
    }
  }

  private static List<String> breaksOf(String name, JsonNode schema) {
    Path file = Committed.schemas().resolve(name);
    if (Committed.writing() && !Files.exists(file)) {
      return List.of();
    }
    return Compatibility.breaks(Committed.read(file), schema);
  }

  private static Set<ValidationMessage> validate(Sample sample, JsonNode document) {
    JsonNode schema = generated.get(sample.payload().getSimpleName() + ".v1.schema.json");
    JsonSchema validator = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    return validator.validate(document);
  }
}
