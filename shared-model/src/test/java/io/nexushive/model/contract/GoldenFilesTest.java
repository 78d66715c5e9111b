package io.nexushive.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.contract.Samples.Sample;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.TestKeys;
import io.nexushive.model.signature.TrustStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFilesTest {
  private static final TrustStore TRUST = TestKeys.trusting(Samples.KID);

  static Stream<Sample> samples() {
    return Samples.all().stream();
  }

  @Test
  void everyPayloadHasASample() {
    assertThat(Samples.all().stream().map(Sample::payload).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values()).map(EventType::payload).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsBackWhatItWrote(Sample sample) {
    assertThat((Object) Json.read(Json.bytes(sample.value()), sample.payload()))
        .isEqualTo(sample.value());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesAsPinned(Sample sample) {
    Path file = Committed.golden().resolve(sample.file());
    JsonNode now = Json.tree(sample.value());
    if (Committed.writing()) {
      if (Files.exists(file)) {
        assertNothingIsLost(sample, Committed.read(file));
      }
      Committed.write(file, now);
    }
    assertThat(Committed.text(now)).isEqualTo(Committed.text(Committed.read(file)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatWasPinnedAndLosesNothing(Sample sample) {
    assertNothingIsLost(sample, Committed.read(Committed.golden().resolve(sample.file())));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void ignoresFieldsThatANewerWriterAdds(Sample sample) {
    ObjectNode newer = (ObjectNode) Json.tree(sample.value());
    newer.put("from_the_future", "x");
    newer
        .fields()
        .forEachRemaining(
            f -> {
              if (f.getValue() instanceof ObjectNode inner && !f.getKey().equals("data")) {
                inner.put("from_the_future", "x");
              }
            });

    // Open documents (settings, JSON as such) keep what they hold; everything else is as before.
    assertThatCode(() -> Json.read(Json.bytes(newer), sample.payload())).doesNotThrowAnyException();
  }

  @Test
  void signaturesOverPinnedDocumentsStillHold() {
    assertThatCode(
            () -> {
              AgentState state = pinned("AgentState", AgentState.class);
              state.request().verify(TRUST, Samples.NOW);
              String sql = state.verdict().fold(a -> a.sql(), r -> r.sql(), d -> null);
              state.grant().verify(state.request(), sql, TRUST, Samples.NOW);
              ReviewDecided decided = pinned("ReviewDecided", ReviewDecided.class);
              decided.verify(TRUST, Samples.NOW);
              decided.state().ticket().verify(decided.state(), TRUST, Samples.NOW);
              pinned("ConnectionChanged", ConnectionChanged.class).verify(TRUST, Samples.NOW);
              pinned("SemanticModelChanged", SemanticModelChanged.class).verify(TRUST, Samples.NOW);
              pinned("PolicyChanged", PolicyChanged.class).verify(TRUST, Samples.NOW);
              pinned("CatalogRecord.table", CatalogRecord.class).verify(TRUST, Samples.NOW);
              pinned("CatalogRecord.manifest", CatalogRecord.class).verify(TRUST, Samples.NOW);
            })
        .doesNotThrowAnyException();
  }

  private static <T> T pinned(String name, Class<T> type) {
    return Json.read(
        Json.bytes(Committed.read(Committed.golden().resolve(name + ".v1.json"))), type);
  }

  /** An old document is read, and everything that it said is there when it is written again. */
  private static void assertNothingIsLost(Sample sample, JsonNode old) {
    Object value = Json.read(Json.bytes(old), sample.payload());
    JsonNode again = Json.read(Json.bytes(value), JsonNode.class);
    assertThat(lost(old, again, "")).as("lost of %s", sample.file()).isEmpty();
  }

  private static List<String> lost(JsonNode old, JsonNode now, String at) {
    if (now == null) {
      return List.of(at);
    }
    if (old.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> fields = old.fields();
      Stream.Builder<String> all = Stream.builder();
      fields.forEachRemaining(
          f -> lost(f.getValue(), now.get(f.getKey()), at + "/" + f.getKey()).forEach(all));
      return all.build().toList();
    }
    return old.equals(now) ? List.of() : List.of(at);
  }
}
