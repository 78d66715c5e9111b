package io.nexushive.executor.warehouse.bigquery;

import com.google.api.services.bigquery.model.GetQueryResultsResponse;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.JobStatistics2;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.Execution;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.ProfileBounds;
import io.nexushive.executor.warehouse.Profiler;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.RowSink;
import io.nexushive.executor.warehouse.TableProfile;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.TestReport;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A dataset of BigQuery's. */
final class BigQueryWarehouse implements Warehouse {
  private static final Logger LOG = Logger.getLogger(BigQueryWarehouse.class);

  /** The service itself bounds a page's bytes. */
  private static final int LARGEST_PAGE = 10_000;

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final BigQueryClient client;
  private final Watchdog watchdog;

  BigQueryWarehouse(BigQueryClient client, Watchdog watchdog) {
    this.client = client;
    this.watchdog = watchdog;
  }

  private interface Call<T> {
    T make() throws IOException;
  }

  private static <T> T call(String sql, Call<T> call) {
    try {
      return call.make();
    } catch (IOException e) {
      throw BigQueryProblems.translate(e, sql);
    }
  }

  @Override
  public TestReport test() {
    List<TableSchema> tables = schema();
    return new TestReport(
        "BigQuery", tables.size(), call("", () -> BigQueryRights.findings(client, tables)));
  }

  @Override
  public List<TableSchema> schema() {
    return new BigQuerySchema(this, client.place()).tables();
  }

  @Override
  public TableProfile profile(TableSchema table, ProfileBounds bounds) {
    Optional<Long> rows =
        table.view()
            ? Optional.empty()
            : call("", () -> Optional.ofNullable(client.table(table.name()).getNumRows()))
                .map(Number::longValue);
    return profiler().profile(table, bounds, rows);
  }

  @Override
  public Optional<Window> dateWindow(TableSchema table, String column) {
    return profiler().window(table, column);
  }

  private Profiler profiler() {
    return new Profiler(this, name -> '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`');
  }

  /** What is read is known beforehand, how many rows come out is not. */
  @Override
  public Optional<Estimate> estimate(String sql) {
    JobStatistics2 plan = call(sql, () -> client.plan(sql));
    StringBuilder steps = new StringBuilder(String.valueOf(plan.getStatementType()));
    List<TableReference> tables = plan.getReferencedTables();
    if (tables != null) {
      tables.forEach(
          t -> steps.append("\n  read on ").append(t.getDatasetId() + "." + t.getTableId()));
    }
    Long bytes = plan.getTotalBytesProcessed();
    return Optional.of(
        new Estimate(null, bytes == null ? null : bytes.doubleValue(), steps.toString()));
  }

  @Override
  public Execution execute(Query query, RowSink sink, CancelSignal signal) {
    try (Watchdog.Guard ignored = watchdog.guard(signal, query.timeout())) {
      return call(query.sql(), () -> run(query, sink, signal));
    } catch (RuntimeException e) {
      // Whatever the service made of it: when the work was told to stop, that is why it stopped.
      signal.check();
      throw e;
    } finally {
      signal.ended();
    }
  }

  private Execution run(Query query, RowSink sink, CancelSignal signal) throws IOException {
    if (!"SELECT".equals(client.plan(query.sql()).getStatementType())) {
      throw new WarehouseException(Problem.NO_RIGHT);
    }
    signal.check();
    JobReference name = client.name();
    signal.onCancel(() -> cancel(name));
    JobReference job = client.start(name, query.sql(), query.timeout().plus(GRACE), query.tag());
    GetQueryResultsResponse page = client.rows(job, null, query.fetchSize());
    while (!Boolean.TRUE.equals(page.getJobComplete())) {
      signal.check();
      page = client.rows(job, null, query.fetchSize());
    }
    List<TableFieldSchema> fields = page.getSchema().getFields();
    BigQueryRowReader reader = new BigQueryRowReader(fields == null ? List.of() : fields);
    long size = query.fetchSize();
    while (handOn(page, reader, sink, signal)) {
      if (page.getPageToken() == null) {
        return new Execution(reader.columns(), true, job.getJobId());
      }
      size = Math.min(size * 10, LARGEST_PAGE);
      page = client.rows(job, page.getPageToken(), size);
    }
    return new Execution(reader.columns(), false, job.getJobId());
  }

  /**
   * @return whether more rows are wanted
   */
  private static boolean handOn(
      GetQueryResultsResponse page, BigQueryRowReader reader, RowSink sink, CancelSignal signal) {
    if (page.getRows() != null) {
      for (TableRow row : page.getRows()) {
        if (!sink.row(reader.row(row))) {
          return false;
        }
        signal.check();
      }
    }
    return true;
  }

  private void cancel(JobReference job) {
    try {
      client.cancel(job);
    } catch (IOException e) {
      LOG.debug("job could not be cancelled", e);
    }
  }

  @Override
  public void close() {
    // Calls stand alone: there is no session to end.
  }
}
