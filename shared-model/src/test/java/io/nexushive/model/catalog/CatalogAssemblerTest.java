package io.nexushive.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TestKeys;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogAssemblerTest {
  private static final ConnectionId DEMO = new ConnectionId("demo");
  private static final ConnectionId OTHER = new ConnectionId("demo-2");
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final Signer EXECUTOR = TestKeys.signer("executor-1");

  private final CatalogAssembler assembler = new CatalogAssembler();

  @Test
  void showsAVersionAsAWholeInWhateverOrderItComes() {
    List<CatalogRecord> records =
        new ArrayList<>(version(DEMO, table(DEMO, "a", 1), table(DEMO, "b", 1)));
    for (int rotation = 0; rotation < records.size(); rotation++) {
      Collections.rotate(records, 1);
      CatalogAssembler fresh = new CatalogAssembler();
      for (int i = 0; i < records.size(); i++) {
        assertThat(fresh.catalog(DEMO)).as("after %d records", i).isEmpty();
        fresh.accept(records.get(i));
      }
      assertThat(names(fresh, DEMO)).containsExactly("a", "b");
    }
  }

  @Test
  void keepsTheVersionBeforeUntilTheNextIsWhole() {
    accept(version(DEMO, table(DEMO, "a", 1), table(DEMO, "b", 1)));
    String before = assembler.catalog(DEMO).orElseThrow().version();
    List<CatalogRecord> next = version(DEMO, table(DEMO, "a", 2), table(DEMO, "c", 1));

    assembler.accept(next.get(2));
    assembler.accept(next.get(0));
    assertThat(assembler.catalog(DEMO).orElseThrow().version()).isEqualTo(before);
    assertThat(columns(DEMO, "a")).isEqualTo(1);

    assembler.accept(next.get(1));
    assertThat(names(assembler, DEMO)).containsExactly("a", "c");
    assertThat(columns(DEMO, "a")).isEqualTo(2);
  }

  @Test
  void tablesOfTheNextVersionMayComeBeforeItsManifest() {
    accept(version(DEMO, table(DEMO, "a", 1)));
    List<CatalogRecord> next = version(DEMO, table(DEMO, "a", 2));
    assembler.accept(next.get(0));
    assertThat(columns(DEMO, "a")).isEqualTo(1);
    assembler.accept(next.get(1));
    assertThat(columns(DEMO, "a")).isEqualTo(2);
  }

  @Test
  void goesBackToAVersionThatWasThereBefore() {
    List<CatalogRecord> first = version(DEMO, table(DEMO, "a", 1));
    accept(first);
    accept(version(DEMO, table(DEMO, "a", 2)));
    accept(first);
    assertThat(columns(DEMO, "a")).isEqualTo(1);
  }

  @Test
  void aTableThatNoManifestListsIsNeverSeen() {
    accept(version(DEMO, table(DEMO, "a", 1)));
    assembler.accept(table(DEMO, "smuggled", 1));
    assertThat(names(assembler, DEMO)).containsExactly("a");
  }

  @Test
  void aTableThatWasChangedSinceTheManifestIsNotTaken() {
    List<CatalogRecord> records = version(DEMO, table(DEMO, "a", 1));
    assembler.accept(table(DEMO, "a", 3));
    assembler.accept(records.get(1));
    assertThat(assembler.catalog(DEMO)).isEmpty();
  }

  @Test
  void connectionsDoNotMix() {
    accept(version(DEMO, table(DEMO, "a", 1)));
    accept(version(OTHER, table(OTHER, "b", 1)));
    assembler.remove(DEMO);
    assertThat(assembler.catalog(DEMO)).isEmpty();
    assertThat(names(assembler, OTHER)).containsExactly("b");
    accept(version(OTHER, table(OTHER, "c", 1)));
    assertThat(names(assembler, OTHER)).containsExactly("c");
  }

  @Test
  void thousandsOfTablesAreQuicklyTogether() {
    CatalogTable[] tables = new CatalogTable[2_000];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = table(DEMO, "t" + i, 3);
    }
    List<CatalogRecord> records = new ArrayList<>(version(DEMO, tables));
    Collections.rotate(records, 1);
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(20), () -> accept(records));
    assertThat(assembler.catalog(DEMO).orElseThrow().tables()).hasSize(2_000);
  }

  @Test
  void recordsOfAnybodyButTheExecutorAreNotBelieved() {
    TrustStore trust = TestKeys.trusting("executor-1");
    for (CatalogRecord record : version(DEMO, table(DEMO, "a", 1))) {
      assertThatCode(() -> record.verify(trust, NOW)).doesNotThrowAnyException();
      CatalogRecord read = Json.read(Json.bytes(record), CatalogRecord.class);
      assertThatCode(() -> read.verify(trust, NOW)).doesNotThrowAnyException();
      assertThatThrownBy(() -> record.verify(TestKeys.trusting("other"), NOW))
          .isInstanceOf(UntrustedException.class);
    }
    CatalogTable good = table(DEMO, "a", 1);
    CatalogTable altered =
        new CatalogTable(
            DEMO, null, "b", false, null, good.columns(), null, null, null, good.signature());
    assertThatThrownBy(() -> altered.verify(trust, NOW)).isInstanceOf(UntrustedException.class);
  }

  @Test
  void sameTablesHaveTheSameVersionInWhateverOrder() {
    CatalogTable a = table(DEMO, "a", 1);
    CatalogTable b = table(DEMO, "b", 1);
    assertThat(manifest(DEMO, List.of(a, b)).get(0).version())
        .isEqualTo(manifest(DEMO, List.of(b, a)).get(0).version())
        .isNotEqualTo(manifest(DEMO, List.of(a)).get(0).version());
  }

  @Test
  void theListOfManyTablesComesInPartsThatAreBelievedTogetherOnly() {
    String longName = "n".repeat(200);
    CatalogTable[] tables = new CatalogTable[10_000];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = table(DEMO, longName + i, 1);
    }
    List<CatalogRecord> records = version(DEMO, tables);
    List<CatalogRecord> parts = List.copyOf(records.subList(tables.length, records.size()));
    assertThat(parts).hasSizeGreaterThan(4);
    assertThat(parts).allMatch(p -> Json.bytes(p).length < 1024 * 1024);
    assertThat(parts).extracting(CatalogRecord::key).doesNotHaveDuplicates().contains("demo");
    TrustStore trust = TestKeys.trusting("executor-1");
    parts.forEach(p -> p.verify(trust, NOW));

    Collections.rotate(records, parts.size() - 1);
    accept(records.subList(0, records.size() - 1));
    assertThat(assembler.catalog(DEMO)).isEmpty();
    assembler.accept(records.get(records.size() - 1));
    assertThat(assembler.catalog(DEMO).orElseThrow().tables()).hasSize(tables.length);

    CatalogManifest part = (CatalogManifest) parts.get(1);
    CatalogManifest moved =
        new CatalogManifest(
            DEMO,
            part.dialect(),
            part.version(),
            part.tables(),
            2,
            part.parts(),
            NOW,
            part.signature());
    assertThatThrownBy(() -> moved.verify(trust, NOW)).isInstanceOf(UntrustedException.class);

    accept(version(DEMO, table(DEMO, "a", 1)));
    assertThat(names(assembler, DEMO)).containsExactly("a");
  }

  @Test
  void valuesOfSensitiveColumnsAreNeverKept() {
    assertThatThrownBy(
            () ->
                new CatalogTable.Column(
                    "email", ColumnType.STRING, "TEXT", true, null, true, null, null, List.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new CatalogTable.Column(
                    "salary", ColumnType.INTEGER, "INT", true, null, true, "1", null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void accept(List<CatalogRecord> records) {
    records.forEach(assembler::accept);
  }

  private int columns(ConnectionId connection, String table) {
    return assembler.catalog(connection).orElseThrow().table(table).orElseThrow().columns().size();
  }

  private static List<String> names(CatalogAssembler assembler, ConnectionId connection) {
    return assembler.catalog(connection).orElseThrow().tables().stream()
        .map(CatalogTable::name)
        .toList();
  }

  /** The tables, and last the manifest over them. */
  private static List<CatalogRecord> version(ConnectionId connection, CatalogTable... tables) {
    List<CatalogRecord> records = new ArrayList<>(List.of(tables));
    records.addAll(manifest(connection, List.of(tables)));
    return records;
  }

  private static List<CatalogManifest> manifest(
      ConnectionId connection, List<CatalogTable> tables) {
    return CatalogManifest.of(connection, Dialect.SQLITE, tables, NOW, EXECUTOR);
  }

  private static CatalogTable table(ConnectionId connection, String name, int columns) {
    List<CatalogTable.Column> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      all.add(
          new CatalogTable.Column(
              "c" + i, ColumnType.STRING, "TEXT", true, null, false, null, null, null));
    }
    return new CatalogTable(connection, null, name, false, null, all, null, null, null, null)
        .signedBy(EXECUTOR);
  }
}
