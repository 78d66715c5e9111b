package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A real engine that answers in place of services which cannot run here. What is asked of it is
 * really run. Unless it is told otherwise the file is opened for reading only: a login that may
 * only read is refused whatever writes by the engine itself.
 */
public final class DuckDbEngine implements AutoCloseable {
  /** The contract's tables. */
  public static final List<String> TABLES =
      List.of(
          "CREATE TABLE shops (id INTEGER PRIMARY KEY, name VARCHAR UNIQUE)",
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, shop_id INTEGER REFERENCES shops (id),"
              + " amount DECIMAL(12,2), big BIGINT, ratio DOUBLE, ordered DATE, created TIMESTAMP,"
              + " paid BOOLEAN, status VARCHAR, payload BLOB)",
          "CREATE VIEW paid_orders AS SELECT id, amount FROM orders WHERE paid",
          "COMMENT ON TABLE shops IS 'Where we sell'",
          "INSERT INTO shops VALUES (1, 'North'), (2, 'South')",
          "INSERT INTO orders VALUES (1, 1, 10.50, 9007199254740993, 0.1, '2025-01-31', '2025-01-31"
              + " 08:05:00', true, 'paid', '\\x00\\xFF'::BLOB)",
          "INSERT INTO orders VALUES (2, 2, 1234567.80, -5, 2.5, '2025-12-01', '2025-12-01"
              + " 23:59:59', false, 'open', ''::BLOB)",
          "INSERT INTO orders (id) VALUES (3)");

  private final DuckDBConnection root;
  private final Set<Job> jobs = ConcurrentHashMap.newKeySet();

  /**
   * @param setup what the file is to hold
   */
  public DuckDbEngine(Path file, Collection<String> setup) throws SQLException {
    this(file, setup, true);
  }

  /**
   * @param setup what the file is to hold
   * @param readOnly whether it holds no more than that for good
   */
  public DuckDbEngine(Path file, Collection<String> setup, boolean readOnly) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : setup) {
        statement.execute(sql);
      }
    }
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, Boolean.toString(readOnly));
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    root = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + file, properties);
  }

  /**
   * A column of a result.
   *
   * @param type for example {@code DECIMAL(12,2)}
   */
  public record Column(String name, String type) {
    /** The type without what stands in brackets. */
    public String base() {
      int end = type.indexOf('(');
      return end < 0 ? type : type.substring(0, end);
    }
  }

  /** What the engine said no to. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final Problem problem;

    private Refused(WarehouseException cause) {
      super(subject(cause.getMessage()), cause);
      this.problem = cause.problem();
    }

    public Problem problem() {
      return problem;
    }

    /** The engine's own words. */
    public String words() {
      return String.valueOf(getCause().getCause().getMessage());
    }

    private static String subject(String sentence) {
      int at = sentence.lastIndexOf(": ");
      return at < 0 ? "" : sentence.substring(at + 2, sentence.length() - 1);
    }
  }

  /** How many statements run now. */
  public int running() {
    return jobs.size();
  }

  /** A statement that can be cancelled from now on. */
  public Job prepare(String sql) throws Refused {
    return prepare(sql, null);
  }

  /**
   * As {@link #prepare(String)}, within a transaction.
   *
   * @param transaction stays open; {@code null} for one of the statement's own
   */
  public Job prepare(String sql, Connection transaction) throws Refused {
    try {
      Connection connection = transaction == null ? root.duplicate() : transaction;
      return new Job(sql, connection, connection.createStatement(), transaction == null);
    } catch (SQLException e) {
      throw new Refused(DuckDbProblems.translate(e, sql));
    }
  }

  /** A transaction, which its caller ends and closes. */
  public Connection transaction() throws SQLException {
    Connection connection = root.duplicate();
    connection.setAutoCommit(false);
    return connection;
  }

  /** The rows of a statement from one on. */
  public Job page(String sql, long offset, long rows) throws Refused {
    return prepare("SELECT * FROM (" + sql + ") LIMIT " + rows + " OFFSET " + offset);
  }

  /** How many rows a statement has. */
  public long count(String sql) throws Refused {
    try (Job job = prepare("SELECT count(*) FROM (" + sql + ")")) {
      job.open();
      return ((Number) job.next().get(0)).longValue();
    }
  }

  /** One statement. */
  public final class Job implements AutoCloseable {
    private final String sql;
    private final Connection connection;
    private final Statement statement;
    private final boolean own;
    private final List<Column> columns = new ArrayList<>();
    private volatile boolean cancelled;
    private ResultSet rows;

    private Job(String sql, Connection connection, Statement statement, boolean own) {
      this.own = own;
      this.sql = sql;
      this.connection = connection;
      this.statement = statement;
    }

    /** Runs it; what cancels it before it begins is not lost. */
    public void open() throws Refused {
      jobs.add(this);
      try {
        check();
        if (!statement.execute(sql)) {
          return;
        }
        rows = statement.getResultSet();
        ResultSetMetaData meta = rows.getMetaData();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
          columns.add(new Column(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
        }
      } catch (SQLException e) {
        throw new Refused(DuckDbProblems.translate(e, sql));
      }
    }

    private void check() throws SQLException {
      if (cancelled) {
        throw new SQLException("INTERRUPT Error: Interrupted!");
      }
    }

    public List<Column> columns() {
      return columns;
    }

    /** How many rows were changed; empty where it was a question. */
    public OptionalLong changed() throws SQLException {
      return rows == null
          ? OptionalLong.of(Math.max(0, statement.getUpdateCount()))
          : OptionalLong.empty();
    }

    /** The next row, or {@code null}. */
    public List<Object> next() throws Refused {
      try {
        check();
        if (!rows.next()) {
          return null;
        }
        List<Object> row = new ArrayList<>(columns.size());
        for (int i = 1; i <= columns.size(); i++) {
          row.add(rows.getObject(i));
        }
        return row;
      } catch (SQLException e) {
        throw new Refused(DuckDbProblems.translate(e, sql));
      }
    }

    /** Stops it, now or as soon as it begins. */
    public void cancel() {
      cancelled = true;
      // An interrupt between two of the engine's steps does nothing.
      Thread stopper =
          new Thread(
              () -> {
                while (jobs.contains(this)) {
                  interrupt();
                }
              });
      stopper.setDaemon(true);
      stopper.start();
    }

    private void interrupt() {
      try {
        statement.cancel();
        Thread.sleep(10);
      } catch (SQLException e) {
        // It has ended meanwhile.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      jobs.remove(this);
      try {
        statement.close();
        if (own) {
          connection.close();
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }
}
