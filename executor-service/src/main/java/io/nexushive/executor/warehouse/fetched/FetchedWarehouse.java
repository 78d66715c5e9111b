package io.nexushive.executor.warehouse.fetched;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.Execution;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.ProfileBounds;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.RowSink;
import io.nexushive.executor.warehouse.TableProfile;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.TestReport;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.Window;
import io.nexushive.executor.warehouse.duckdb.DuckDbTables;
import io.nexushive.executor.warehouse.duckdb.RowAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A warehouse whose tables are fetched anew for every statement that reads them. */
public final class FetchedWarehouse implements Warehouse {
  private static final QueryTag CATALOG = QueryTag.of("nexushive catalog");

  private final RowSource source;
  private final FetchBounds bounds;
  private final Watchdog watchdog;
  private volatile List<DeclaredTable> known;

  public FetchedWarehouse(RowSource source, FetchBounds bounds, Watchdog watchdog) {
    this.source = source;
    this.bounds = bounds;
    this.watchdog = watchdog;
  }

  @Override
  public TestReport test() {
    List<DeclaredTable> tables =
        aside(
            scope -> {
              List<DeclaredTable> found = source.tables(scope);
              found.forEach(t -> source.fetch(t, page -> false, scope));
              return found;
            });
    return new TestReport(source.product(), tables.size(), List.of());
  }

  @Override
  public List<TableSchema> schema() {
    return aside(this::resolve).stream().map(DeclaredTable::schema).toList();
  }

  @Override
  public TableProfile profile(TableSchema table, ProfileBounds profile) {
    try (DuckDbTables database = DuckDbTables.create(bounds.memory())) {
      aside(
          scope -> {
            load(database, Set.of(idOf(table)), scope);
            return null;
          });
      try (Warehouse filled = database.asked(watchdog)) {
        return filled.profile(table, profile);
      }
    }
  }

  @Override
  public Optional<Window> dateWindow(TableSchema table, String column) {
    ProfileBounds one = new ProfileBounds(Set.of(column), 0, 0, bounds.timeout());
    return profile(table, one).column(column).map(TableProfile.ColumnProfile::window);
  }

  @Override
  public Optional<JsonNode> scalar(String sql, Duration timeout) {
    List<JsonNode> found = new ArrayList<>(1);
    execute(
        new Query(sql, timeout, QueryTag.NONE, 1),
        row -> {
          found.add(row.get(0));
          return false;
        },
        new CancelSignal());
    return found.stream().findFirst();
  }

  /** Over empty tables: how many rows there are is known only once they are fetched. */
  @Override
  public Optional<Estimate> estimate(String sql) {
    try (DuckDbTables database = DuckDbTables.create(bounds.memory())) {
      Set<String> names = database.namesIn(sql);
      for (DeclaredTable table : aside(this::tables)) {
        if (names.contains(table.id())) {
          database.create(table.schema()).close();
        }
      }
      try (Warehouse empty = database.asked(watchdog)) {
        return empty.estimate(sql).map(e -> new Estimate(null, e.cost(), e.plan()));
      }
    }
  }

  @Override
  public Execution execute(Query query, RowSink sink, CancelSignal signal) {
    long start = System.nanoTime();
    try (Watchdog.Guard ignored = watchdog.guard(signal, query.timeout());
        DuckDbTables database = DuckDbTables.create(bounds.memory())) {
      Set<String> names = database.namesIn(query.sql());
      load(database, names, new FetchScope(bounds, signal, query.tag()));
      Duration left = query.timeout().minusNanos(System.nanoTime() - start);
      if (left.isNegative() || left.isZero()) {
        throw new WarehouseException(Problem.TIMED_OUT);
      }
      try (Warehouse filled = database.asked(watchdog)) {
        return filled.execute(
            new Query(query.sql(), left, query.tag(), query.fetchSize()), sink, signal);
      }
    } catch (RuntimeException e) {
      signal.check();
      throw e;
    }
  }

  private void load(DuckDbTables database, Set<String> names, FetchScope scope) {
    for (DeclaredTable table : tables(scope)) {
      if (names.contains(table.id())) {
        try (RowAppender rows = database.create(table.schema())) {
          source.fetch(table, page -> append(table, page, rows), scope);
        } catch (WarehouseException e) {
          throw new WarehouseException(e.problem(), subject(e.problem(), table), e);
        }
      }
    }
  }

  private static String subject(Problem problem, DeclaredTable table) {
    boolean about = problem == Problem.TOO_MUCH || problem == Problem.BAD_DATA;
    return about ? table.name() : null;
  }

  private static boolean append(DeclaredTable table, List<JsonNode> page, RowAppender rows) {
    for (JsonNode row : page) {
      rows.append(table.columns().stream().map(c -> c.of(row)).toList());
    }
    return true;
  }

  private List<DeclaredTable> tables(FetchScope scope) {
    List<DeclaredTable> found = known;
    return found == null ? resolve(scope) : found;
  }

  private List<DeclaredTable> resolve(FetchScope scope) {
    List<DeclaredTable> found = new ArrayList<>();
    for (DeclaredTable table : source.tables(scope)) {
      found.add(table.columns().isEmpty() ? inferred(table, scope) : table);
    }
    known = List.copyOf(found);
    return known;
  }

  private DeclaredTable inferred(DeclaredTable table, FetchScope scope) {
    List<JsonNode> sample = new ArrayList<>();
    source.fetch(
        table,
        page -> {
          sample.addAll(page);
          return false;
        },
        scope);
    return table.withColumns(ColumnInference.of(sample));
  }

  /** Does work that belongs to no statement, within the time that such work may take. */
  private <T> T aside(Function<FetchScope, T> work) {
    CancelSignal signal = new CancelSignal();
    try (Watchdog.Guard ignored = watchdog.guard(signal, bounds.timeout())) {
      return work.apply(new FetchScope(bounds, signal, CATALOG));
    } catch (RuntimeException e) {
      signal.check();
      throw e;
    }
  }

  private static String idOf(TableSchema table) {
    return table.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    known = null;
  }
}
