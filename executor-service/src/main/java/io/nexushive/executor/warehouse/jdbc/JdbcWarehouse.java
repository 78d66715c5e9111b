package io.nexushive.executor.warehouse.jdbc;

import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.Execution;
import io.nexushive.executor.warehouse.ProfileBounds;
import io.nexushive.executor.warehouse.Profiler;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.RowSink;
import io.nexushive.executor.warehouse.TableProfile;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.TestReport;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.Window;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A warehouse behind a JDBC driver; what is particular to it is in its flavour. */
public final class JdbcWarehouse implements Warehouse {
  private static final Logger LOG = Logger.getLogger(JdbcWarehouse.class);

  private final JdbcFlavour flavour;
  private final Watchdog watchdog;
  private final JdbcSessions sessions;

  public JdbcWarehouse(JdbcFlavour flavour, Watchdog watchdog) {
    this.flavour = flavour;
    this.watchdog = watchdog;
    this.sessions = new JdbcSessions(flavour::open, flavour::generation);
  }

  private interface Work<T> {
    T on(Connection session) throws SQLException;
  }

  @Override
  public TestReport test() {
    return with(
        "",
        session -> {
          DatabaseMetaData meta = session.getMetaData();
          return new TestReport(
              meta.getDatabaseProductName() + " " + meta.getDatabaseProductVersion(),
              flavour.schema(session).size(),
              flavour.findings(session));
        });
  }

  @Override
  public List<TableSchema> schema() {
    return with("", flavour::schema);
  }

  @Override
  public TableProfile profile(TableSchema table, ProfileBounds bounds) {
    Optional<Long> known = with("", session -> flavour.rowEstimate(session, table));
    return new Profiler(this, flavour::quote).profile(table, bounds, known);
  }

  @Override
  public Optional<Window> dateWindow(TableSchema table, String column) {
    return new Profiler(this, flavour::quote).window(table, column);
  }

  @Override
  public Optional<Estimate> estimate(String sql) {
    return with(sql, session -> flavour.estimate(session, sql));
  }

  @Override
  public Execution execute(Query query, RowSink sink, CancelSignal signal) {
    try (Watchdog.Guard ignored = watchdog.guard(signal, query.timeout())) {
      return with(query.sql(), session -> run(session, query, sink, signal));
    } catch (RuntimeException e) {
      // Whatever the driver made of it: when the work was told to stop, that is why it stopped.
      signal.check();
      throw e;
    }
  }

  private Execution run(Connection session, Query query, RowSink sink, CancelSignal signal)
      throws SQLException {
    try (Statement statement = session.createStatement()) {
      signal.onCancel(() -> cancel(statement));
      String text = flavour.tag(statement, query.sql(), query.tag());
      flavour.limit(statement, query.timeout());
      statement.setFetchSize(flavour.fetchSize(query.fetchSize()));
      signal.check();
      try (ResultSet rows = statement.executeQuery(text)) {
        String id = flavour.statementId(rows).orElse(null);
        RowReader reader = flavour.reader(rows, query.sql());
        boolean wanted = true;
        int seen = 0;
        try {
          while (wanted && rows.next()) {
            seen++;
            wanted = sink.row(reader.row());
            signal.check();
          }
        } catch (RuntimeException e) {
          flavour.abandon(statement);
          throw e;
        }
        if (!wanted) {
          flavour.abandon(statement);
        }
        boolean complete = wanted && (seen == 0 || seen != statement.getMaxRows());
        return new Execution(reader.columns(), complete, id);
      } finally {
        signal.ended();
      }
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debug("statement could not be cancelled", e);
    }
  }

  private <T> T with(String sql, Work<T> work) {
    JdbcSessions.Session session = null;
    boolean sound = false;
    try {
      session = sessions.borrow();
      T result = work.on(session.connection());
      flavour.reset(session.connection());
      sound = !session.connection().isClosed();
      return result;
    } catch (SQLException e) {
      throw flavour.translate(e, sql);
    } finally {
      if (session != null && sound) {
        sessions.giveBack(session);
      } else if (session != null) {
        JdbcSessions.discard(session.connection());
      }
    }
  }

  @Override
  public void close() {
    sessions.close();
    flavour.close();
  }
}
