package io.nexushive.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModelChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stays on compacted topics, forged in every way that a topic allows. */
class SignedRecordsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final ConnectionId DEMO = new ConnectionId("demo");
  private static final Signer WRITER = TestKeys.signer("writer-1");

  /**
   * One kind of record.
   *
   * @param signed what {@code WRITER} says
   * @param by the same by another signer
   */
  record Kind(
      String name, Purpose purpose, Class<?> type, Object signed, Function<Signer, Object> by) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        kind(
            Purpose.CONNECTION,
            ConnectionChanged.class,
            signer ->
                new ConnectionChanged(
                        DEMO,
                        new TenantId("default"),
                        "Demo",
                        "postgres",
                        Map.of("host", "db.example.com"),
                        "ana",
                        "c2VhbGVk",
                        false,
                        null)
                    .signedBy(signer)),
        kind(
            Purpose.POLICY,
            PolicyChanged.class,
            signer ->
                new PolicyChanged(new ProjectId("default"), "format: 1", null).signedBy(signer)),
        kind(
            Purpose.SEMANTIC_MODEL,
            SemanticModelChanged.class,
            signer -> new SemanticModelChanged(DEMO, model(), null).signedBy(signer)),
        kind(
            Purpose.KNOWLEDGE,
            KnowledgeChanged.class,
            signer ->
                new KnowledgeChanged(
                        "vq-1", DEMO, 1, "How much?", "SELECT 1", List.of(), "stella", false, null)
                    .signedBy(signer)),
        kind(Purpose.CATALOG, CatalogRecord.class, signer -> table().signedBy(signer)),
        kind(
            Purpose.CATALOG,
            CatalogRecord.class,
            signer ->
                CatalogManifest.of(DEMO, Dialect.SQLITE, List.of(table()), NOW, signer).get(0)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isBelievedAsItsWriterSaidItAndOnlyUntilHisKeyEnds(Kind kind) {
    assertThatCode(() -> verify(kind, Json.bytes(kind.signed()), trusting(kind, null)))
        .doesNotThrowAnyException();
    refuses(kind, kind.signed(), trusting(kind, NOW));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isNotBelievedWithAnythingAltered(Kind kind) {
    ObjectNode whole = (ObjectNode) Json.tree(kind.signed());
    List<String> fields = new ArrayList<>();
    whole.fieldNames().forEachRemaining(fields::add);
    fields.removeAll(List.of("signature", "record"));
    assertThat(fields).isNotEmpty();
    for (String field : fields) {
      ObjectNode altered = whole.deepCopy();
      alter(altered, field);
      assertThat(altered).as(field).isNotEqualTo(whole);
      refuses(kind, altered, trusting(kind, null));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isNotBelievedByAnybodyElse(Kind kind) {
    TrustStore trust = trusting(kind, null);
    refuses(kind, kind.by().apply(TestKeys.signer("stranger-1")), trust);
    refuses(kind, kind.by().apply(TestKeys.signer("neighbour-1")), trust);
    Signer pretender =
        new Signer("writer-1", TestKeys.signer("neighbour-1").current().privateKey());
    refuses(kind, kind.by().apply(pretender), trust);
    ObjectNode unsigned = (ObjectNode) Json.tree(kind.signed());
    unsigned.remove("signature");
    refuses(kind, unsigned, trust);
  }

  /** The writer's key is good for his records alone, the neighbour's for all others. */
  private static TrustStore trusting(Kind kind, Instant end) {
    return new TestKeys()
        .trust("writer-1", Set.of(kind.purpose()), end, null)
        .trust("neighbour-1", EnumSet.complementOf(EnumSet.of(kind.purpose())), null, null)
        .store();
  }

  private static void refuses(Kind kind, Object record, TrustStore trust) {
    assertThatThrownBy(() -> verify(kind, Json.bytes(record), trust))
        .satisfies(
            e ->
                assertThat(e)
                    .isInstanceOfAny(UntrustedException.class, IllegalArgumentException.class));
  }

  private static void verify(Kind kind, byte[] record, TrustStore trust) {
    Object read = Json.read(record, kind.type());
    if (read instanceof CatalogRecord catalog) {
      catalog.verify(trust, NOW);
    } else {
      ((SignedDefinition) read).verify(trust, NOW);
    }
  }

  private static void alter(ObjectNode record, String field) {
    JsonNode value = record.get(field);
    if (value.isTextual()) {
      record.put(field, value.asText().startsWith("2026-") ? "2027-01-01T00:00:00Z" : "other");
    } else if (value.isBoolean()) {
      record.put(field, !value.asBoolean());
    } else if (value.isNumber()) {
      record.put(field, value.asLong() + 1);
    } else if (value instanceof ArrayNode array && !array.isEmpty()) {
      array.remove(0);
    } else if (value instanceof ArrayNode array) {
      array.add("other");
    } else if (value instanceof ObjectNode object) {
      String first = object.fieldNames().next();
      object.remove(first);
    }
  }

  private static Kind kind(Purpose purpose, Class<?> type, Function<Signer, Object> by) {
    Object signed = by.apply(WRITER);
    return new Kind(signed.getClass().getSimpleName(), purpose, type, signed, by);
  }

  private static CatalogTable table() {
    return new CatalogTable(
        DEMO,
        "main",
        "sales",
        false,
        "What was sold",
        List.of(
            new CatalogTable.Column(
                "id", ColumnType.INTEGER, "INT", false, null, false, null, null, List.of())),
        List.of("id"),
        List.of(),
        10L,
        null);
  }

  private static SemanticModel model() {
    SemanticModel.Entity sales =
        new SemanticModel.Entity("sales", List.of("order"), null, null, List.of());
    return new SemanticModel(List.of(sales), List.of(), List.of());
  }
}
