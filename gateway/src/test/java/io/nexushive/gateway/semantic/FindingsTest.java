package io.nexushive.gateway.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final ConnectionId ID = new ConnectionId("shop");
  private static final KnownNames SHOP =
      names(
          table("Sales", "sale_id", "customer_id", "sold_on", "profit"),
          table("customers", "customer_id", "customer_name"));

  @Test
  void whatTheCatalogueHasIsRightWhateverItsCase() {
    assertThat(
            findings(
                """
                entities:
                  - table: sales
                    label: SALE_ID
                    time_column: sold_on
                    columns: [{column: Profit, unit: EUR}]
                metrics:
                  - {name: profit, table: SALES, expression: SUM(profit) / COUNT(DISTINCT sale_id)}
                joins:
                  - {name: buyer, from: sales, to: Customers, columns: [{from: customer_id, to: customer_id}]}
                """))
        .isEmpty();
  }

  @Test
  void whatItDoesNotHaveIsNamedWithLineKeyAndWhatIsMeant() {
    assertThat(
            findings(
                """
                entities:
                  - table: slaes
                    label: anything
                  - table: sales
                    label: sale_no
                    time_column: solds_on
                    columns: [{column: profits}]
                metrics:
                  - {name: a, table: sales, expression: SUM(proft * quantity)}
                joins:
                  - name: buyer
                    from: sales
                    to: customer
                    columns: [{from: customerid, to: id}]
                """))
        .extracting(flaw -> flaw.line() + " " + flaw.key() + " " + flaw.message())
        .containsExactly(
            "2 entities[0].table names a table that the catalogue does not have: slaes; is Sales meant?",
            "5 entities[1].label names a column that sales does not have: sale_no; is sale_id meant?",
            "6 entities[1].time_column names a column that sales does not have: solds_on; is sold_on meant?",
            "7 entities[1].columns[0].column names a column that sales does not have: profits; is profit meant?",
            "9 metrics[0].expression names a column that sales does not have: proft; is profit meant?",
            "9 metrics[0].expression names a column that sales does not have: quantity",
            "13 joins[0].to names a table that the catalogue does not have: customer; is customers meant?",
            "14 joins[0].columns[0].from names a column that sales does not have: customerid; is customer_id meant?");
  }

  @Test
  void withoutACatalogueNothingIsCalledWrongButSaidToBeUnchecked() {
    Findings findings = Findings.of("entities: [{table: anything}]", Optional.empty());
    assertThat(findings.flaws()).isEmpty();
    assertThat(findings.warnings())
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.message()).contains("none have been read yet"));
    assertThat(Findings.of("entities: [{tabel: x}]", Optional.of(SHOP)).flaws()).hasSize(2);
  }

  @Test
  void aSuggestedJoinIsSomethingToLookAt() {
    Findings findings =
        Findings.of(
            """
            joins:
              - name: buyer
                from: sales
                to: customers
                columns: [{from: customer_id, to: customer_id}]
                use: suggested
            """,
            Optional.of(SHOP));
    assertThat(findings.flaws()).isEmpty();
    assertThat(findings.open())
        .extracting(flaw -> flaw.line() + " " + flaw.key())
        .containsExactly("6 joins[0].use");
  }

  @Test
  void tenThousandTablesAreCheckedWhileOneTypes() {
    List<CatalogTable> tables = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      tables.add(table("department_table_" + i, "first_id", "second_name", "third_value"));
    }
    KnownNames known = names(tables.toArray(CatalogTable[]::new));
    String yaml =
        IntStream.range(0, 500)
            .mapToObj(i -> "  - {table: departmnet_tabel_%d, label: second_name}".formatted(i))
            .collect(Collectors.joining("\n", "entities:\n", "\n"));
    Findings.of(yaml, Optional.of(known));
    long before = System.nanoTime();
    Findings findings = Findings.of(yaml, Optional.of(known));
    Duration taken = Duration.ofNanos(System.nanoTime() - before);
    assertThat(findings.flaws()).hasSize(500);
    assertThat(taken).as("500 wrong names against 10,000 tables").isLessThan(Duration.ofSeconds(2));
  }

  private static List<Flaw> findings(String yaml) {
    return Findings.of(yaml, Optional.of(SHOP)).flaws();
  }

  private static KnownNames names(CatalogTable... tables) {
    return new KnownNames(new Catalog(ID, Dialect.SQLITE, "v1", List.of(tables)));
  }

  private static CatalogTable table(String name, String... columns) {
    List<CatalogTable.Column> found =
        Arrays.stream(columns)
            .map(
                c ->
                    new CatalogTable.Column(
                        c, ColumnType.STRING, "text", true, null, false, null, null, List.of()))
            .toList();
    return new CatalogTable(ID, null, name, false, null, found, null, null, null, null);
  }
}
