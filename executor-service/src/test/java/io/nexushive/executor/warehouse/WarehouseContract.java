package io.nexushive.executor.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.query.TestChecks;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every kind of warehouse keeps to. The tables are the same everywhere: {@code shops} with a
 * key, {@code orders} with two rows in 2025, one without values, and a view over them.
 */
public abstract class WarehouseContract {
  protected static final Duration SOON = Duration.ofSeconds(20);

  private static final List<String> WRITING =
      List.of(
          "DELETE FROM orders",
          "INSERT INTO shops VALUES (9, 'x')",
          "UPDATE orders SET amount = 0",
          "DROP TABLE orders",
          "CREATE TABLE t (i INTEGER)");

  protected final Watchdog watchdog = new Watchdog();
  private Warehouse warehouse;

  /** The adapter under test. */
  protected abstract WarehouseAdapter adapter();

  /** A name as the warehouse spells one that was written without quotes. */
  protected String name(String plain) {
    return plain;
  }

  /** How the warehouse writes an exact number of a column with two digits behind the point. */
  protected String decimal(String twoDigits) {
    return twoDigits;
  }

  private String[] names(String... plain) {
    return Arrays.stream(plain).map(this::name).toArray(String[]::new);
  }

  /** Settings that lead to a warehouse with the tables. */
  protected abstract ConnectionSettings settings();

  /** A statement that runs for longer than any test waits. */
  protected abstract String endless();

  /** A query of {@code rows} rows with one column of numbers. */
  protected abstract String manyRows(long rows);

  /** Statements of this kind's own that would change something or reach beyond the warehouse. */
  protected abstract List<String> forbidden();

  /** What can be said of the plan of a join of {@code orders o} and {@code shops s}. */
  protected void isPlanned(Estimate estimate) {
    assertThat(estimate.plan()).isNotBlank();
  }

  /** How many statements that look like {@link #endless()} the warehouse runs now. */
  protected abstract long running();

  /** Whether this kind has views; where it has none, {@code paid_orders} is a table. */
  protected boolean hasViews() {
    return true;
  }

  @BeforeEach
  protected void connect() {
    warehouse = adapter().connect(settings());
  }

  @AfterEach
  void close() {
    warehouse.close();
    watchdog.close();
  }

  protected final Warehouse warehouse() {
    return warehouse;
  }

  protected final TableSchema table(String name) {
    return warehouse.schema().stream()
        .filter(t -> t.name().equals(name(name)))
        .findFirst()
        .orElseThrow();
  }

  protected record Rows(Execution execution, List<List<JsonNode>> rows) {
    public String json() {
      return new String(Json.bytes(rows), java.nio.charset.StandardCharsets.UTF_8);
    }

    public List<ColumnType> types() {
      return execution.columns().stream().map(QueryResult.Column::type).toList();
    }
  }

  protected final Rows run(String sql) {
    return run(warehouse, sql);
  }

  protected static Rows run(Warehouse warehouse, String sql) {
    List<List<JsonNode>> rows = new ArrayList<>();
    Execution execution =
        warehouse.execute(
            new Query(sql, SOON, QueryTag.of("contract")), rows::add, new CancelSignal());
    return new Rows(execution, rows);
  }

  @Test
  void testSaysWhatItReaches() {
    TestReport report = warehouse.test();

    assertThat(report.product()).isNotBlank();
    assertThat(report.tables()).isEqualTo(3);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void schemaHasTablesViewsTypesAndKeys() {
    TableSchema orders = table("orders");

    assertThat(orders.view()).isFalse();
    assertThat(orders.primaryKey()).containsExactly(name("id"));
    assertThat(orders.columns())
        .extracting(TableSchema.Column::name)
        .containsExactly(
            names(
                "id", "shop_id", "amount", "big", "ratio", "ordered", "created", "paid", "status",
                "payload"));
    assertThat(orders.columns())
        .extracting(TableSchema.Column::type)
        .containsExactly(
            ColumnType.INTEGER,
            ColumnType.INTEGER,
            ColumnType.DECIMAL,
            ColumnType.INTEGER,
            ColumnType.FLOAT,
            ColumnType.DATE,
            ColumnType.TIMESTAMP,
            ColumnType.BOOLEAN,
            ColumnType.STRING,
            ColumnType.BINARY);
    assertThat(orders.columns().get(0).nullable()).isFalse();
    assertThat(orders.columns().get(2).nullable()).isTrue();
    assertThat(orders.foreignKeys())
        .containsExactly(
            new CatalogTable.ForeignKey(
                List.of(name("shop_id")), name("shops"), List.of(name("id")), false));
    assertThat(table("paid_orders").view()).isEqualTo(hasViews());
  }

  @Test
  protected void valuesComeExactly() {
    Rows found =
        run(
            "SELECT id, amount, big, ratio, ordered, created, paid, status, payload FROM orders"
                + " ORDER BY id");

    assertThat(found.json())
        .isEqualTo(
            "[[1,"
                + decimal("10.50")
                + ",9007199254740993,0.1,\"2025-01-31\",\"2025-01-31T08:05:00\",true,\"paid\","
                + "\"AP8=\"],"
                + "[2,"
                + decimal("1234567.80")
                + ",-5,2.5,\"2025-12-01\",\"2025-12-01T23:59:59\",false,\"open\",\"\"],"
                + "[3,null,null,null,null,null,null,null,null]]");
    assertThat(found.types())
        .containsExactly(
            ColumnType.INTEGER,
            ColumnType.DECIMAL,
            ColumnType.INTEGER,
            ColumnType.FLOAT,
            ColumnType.DATE,
            ColumnType.TIMESTAMP,
            ColumnType.BOOLEAN,
            ColumnType.STRING,
            ColumnType.BINARY);
    assertThat(found.execution().complete()).isTrue();
  }

  @Test
  void expressionsHaveTypes() {
    Rows found =
        run(
            "SELECT COUNT(*) AS n, MAX(ordered) AS latest, MAX(status) AS status, SUM(amount) AS"
                + " total FROM orders");

    assertThat(found.execution().columns())
        .extracting(QueryResult.Column::name)
        .containsExactly(names("n", "latest", "status", "total"));
    assertThat(found.types().subList(0, 3))
        .containsExactly(ColumnType.INTEGER, ColumnType.DATE, ColumnType.STRING);
    assertThat(found.types().get(3).isNumeric()).isTrue();
    assertThat(found.rows().get(0).get(3).decimalValue()).isEqualByComparingTo("1234578.30");
  }

  @Test
  void anEmptyResultHasItsColumns() {
    Rows found = run("SELECT id, amount FROM orders WHERE id > 100");

    assertThat(found.rows()).isEmpty();
    assertThat(found.execution().columns())
        .extracting(QueryResult.Column::name)
        .containsExactly(names("id", "amount"));
  }

  @Test
  void resultChecksSayWhatIsOdd() {
    TestChecks checks = new TestChecks(warehouse);
    String orders = name("orders");
    String shops = name("shops");

    assertThat(checks.of("SELECT id, amount FROM orders WHERE id < 3", orders)).isEmpty();
    assertThat(checks.of("SELECT id FROM orders WHERE id = 99", orders))
        .containsExactly("No row matches the question.");
    assertThat(checks.of("SELECT id, amount FROM orders WHERE id = 3", orders))
        .containsExactly("No row has a value for: " + name("amount") + ".");
    List<String> joined =
        checks.of("SELECT s.name, o.id FROM shops s CROSS JOIN orders o", shops, orders);
    boolean explained =
        !checks.table(orders).foreignKeys().isEmpty() && checks.table(orders).rowEstimate() != null;
    assertThat(joined)
        .isEqualTo(
            explained
                ? List.of(
                    "There are more rows than "
                        + orders
                        + " has (about 3); a join may repeat them.")
                : List.of());
  }

  @Test
  void profileHasRowsRangesAndShortValues() {
    TableProfile profile =
        warehouse.profile(table("orders"), bounds(5, 10, "id", "amount", "ordered", "status"));

    assertThat(profile.rowEstimate()).isEqualTo(3);
    assertThat(profile.column(name("ordered")))
        .map(TableProfile.ColumnProfile::window)
        .contains(new Window("2025-01-31", "2025-12-01"));
    Window amounts = profile.column(name("amount")).orElseThrow().window();
    assertThat(new BigDecimal(amounts.min())).isEqualByComparingTo("10.5");
    assertThat(new BigDecimal(amounts.max())).isEqualByComparingTo("1234567.8");
    assertThat(profile.column(name("status")))
        .map(TableProfile.ColumnProfile::values)
        .contains(List.of("open", "paid"));
    assertThat(profile.column(name("big"))).isEmpty();
  }

  @Test
  void profileLeavesOutLongAndManyValues() {
    assertThat(values(bounds(1, 10, "status"))).isEmpty();
    assertThat(values(bounds(5, 3, "status"))).isEmpty();
  }

  private ProfileBounds bounds(int maxValues, int maxLength, String... columns) {
    return new ProfileBounds(Set.of(names(columns)), maxValues, maxLength, SOON);
  }

  private List<String> values(ProfileBounds bounds) {
    return warehouse.profile(table("orders"), bounds).column(name("status")).orElseThrow().values();
  }

  @Test
  void dateWindowOfAColumn() {
    assertThat(warehouse.dateWindow(table("orders"), name("ordered")))
        .contains(new Window("2025-01-31", "2025-12-01"));
  }

  @Test
  void scalarIsTheOneValue() {
    assertThat(warehouse.scalar("SELECT COUNT(*) FROM shops", SOON))
        .map(JsonNode::asLong)
        .contains(2L);
    assertThat(warehouse.scalar("SELECT id FROM shops WHERE id < 0", SOON)).isEmpty();
  }

  @Test
  void estimateDoesNotRunTheStatement() {
    Optional<Estimate> estimate = warehouse.estimate(endless());

    assertThat(estimate).hasValueSatisfying(e -> assertThat(e.plan()).isNotBlank());
  }

  @Test
  void anEstimateHoldsNoValues() {
    Optional<Estimate> estimate =
        warehouse.estimate(
            "SELECT o.id FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.status <>"
                + " 'zebra-4711'");

    assertThat(estimate)
        .hasValueSatisfying(e -> assertThat(e.plan()).doesNotContain("zebra"))
        .hasValueSatisfying(this::isPlanned);
  }

  @Test
  void stopsWhenTheSinkHasEnough() {
    int[] seen = new int[1];
    Execution execution =
        warehouse.execute(
            new Query(manyRows(50_000_000), SOON, QueryTag.NONE),
            row -> ++seen[0] < 1_000,
            new CancelSignal());

    assertThat(seen[0]).isEqualTo(1_000);
    assertThat(execution.complete()).isFalse();
    Awaitility.await().atMost(1, TimeUnit.SECONDS).until(() -> running() == 0);
  }

  @Test
  void stopsWhenItsTimeIsUp() {
    long start = System.nanoTime();

    assertProblem(
        () ->
            warehouse.execute(
                new Query(endless(), Duration.ofMillis(300), QueryTag.NONE),
                row -> true,
                new CancelSignal()),
        Problem.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(run("SELECT 1 AS one").json()).isEqualTo("[[1]]");
  }

  @Test
  void stopsWhenItIsWithdrawn() {
    CancelSignal signal = new CancelSignal();
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(
            () ->
                warehouse.execute(new Query(endless(), SOON, QueryTag.NONE), row -> true, signal));
    Awaitility.await().atMost(SOON).until(() -> running() > 0);

    signal.cancel(CancelSignal.Reason.WITHDRAWN);

    Awaitility.await().atMost(1, TimeUnit.SECONDS).until(() -> running() == 0);
    assertThatThrownBy(() -> work.get(2, TimeUnit.SECONDS))
        .hasCauseInstanceOf(WarehouseException.class)
        .cause()
        .extracting(e -> ((WarehouseException) e).problem())
        .isEqualTo(Problem.WITHDRAWN);
  }

  @Test
  void refusesWhateverIsNotReading() {
    for (String sql : Stream.concat(WRITING.stream(), forbidden().stream()).toList()) {
      assertThatThrownBy(() -> run(sql)).as(sql).isInstanceOf(WarehouseException.class);
    }
    assertThat(run("SELECT COUNT(*) AS n FROM orders").json()).isEqualTo("[[3]]");
    assertThat(warehouse.schema()).hasSize(3);
  }

  @Test
  void saysWhatIsWrongInItsOwnWords() {
    assertProblem(() -> run("SELECT nonsense FROM orders"), Problem.UNKNOWN_COLUMN);
    assertProblem(() -> run("SELECT id FROM nonsense"), Problem.UNKNOWN_TABLE);
    assertProblem(() -> run("SELECT nonsense(id) FROM orders"), Problem.UNKNOWN_FUNCTION);
    assertProblem(() -> run("SELECT id FROM orders WHERE"), Problem.SYNTAX);
    assertProblem(
        () -> run("SELECT id FROM orders o JOIN shops s ON s.id = o.shop_id"),
        Problem.AMBIGUOUS_COLUMN);
    assertThatThrownBy(() -> run("SELECT nonsense FROM orders"))
        .hasMessage("The query names a column that is not there: nonsense.");
  }

  @Test
  void aTagNeverEndsItsComment() {
    List<List<JsonNode>> rows = new ArrayList<>();
    warehouse.execute(
        new Query("SELECT 1 AS one", SOON, QueryTag.of("role=x */ DROP TABLE orders; -- ' \" \n")),
        rows::add,
        new CancelSignal());

    assertThat(rows).hasSize(1);
    assertThat(warehouse.schema()).hasSize(3);
  }

  protected static void assertProblem(Runnable work, Problem problem) {
    assertThatThrownBy(work::run)
        .isInstanceOf(WarehouseException.class)
        .extracting(e -> ((WarehouseException) e).problem())
        .isEqualTo(problem);
  }
}
