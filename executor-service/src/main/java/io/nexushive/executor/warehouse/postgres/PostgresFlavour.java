package io.nexushive.executor.warehouse.postgres;

import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.jdbc.JdbcFlavour;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.executor.warehouse.jdbc.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** What is particular to PostgreSQL. */
final class PostgresFlavour implements JdbcFlavour {
  private static final Duration GRACE = Duration.ofMillis(250);
  private static final Duration NETWORK_GRACE = Duration.ofSeconds(5);

  /** For how long a server may say nothing at all. */
  static final int SILENCE_MS = 60_000;

  private static final String ROWS =
      "SELECT c.reltuples::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = coalesce(?, current_schema()) AND c.relname = ?"
          + " AND c.relkind IN ('r', 'p', 'm')";

  private final String url;
  private final Properties properties;

  PostgresFlavour(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  @Override
  public Connection open() throws SQLException {
    Connection session = new Driver().connect(url, (Properties) properties.clone());
    try {
      session.setReadOnly(true);
      // Rows come in portions only inside a transaction.
      session.setAutoCommit(false);
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  /** The tag is the application's name while the statement runs; the server cuts it to 63 bytes. */
  @Override
  public String tag(Statement statement, String sql, QueryTag tag) throws SQLException {
    if (!tag.value().isEmpty()) {
      try (PreparedStatement setting =
          statement
              .getConnection()
              .prepareStatement("SELECT set_config('application_name', ?, true)")) {
        setting.setString(1, tag.value());
        setting.execute();
      }
    }
    return tag.before(sql);
  }

  /**
   * The server's own limit stands a little behind ours, for the case that ours cannot reach it; the
   * socket's behind that, for the case that the server is gone.
   */
  @Override
  public void limit(Statement statement, Duration timeout) throws SQLException {
    Connection session = statement.getConnection();
    Duration limit = timeout.plus(GRACE);
    try (Statement setting = session.createStatement()) {
      setting.execute("SET LOCAL statement_timeout = " + limit.toMillis());
    }
    session.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.plus(NETWORK_GRACE).toMillis()));
  }

  @Override
  public RowReader reader(ResultSet rows, String sql) throws SQLException {
    return new PostgresRowReader(rows);
  }

  @Override
  public List<TableSchema> schema(Connection session) throws SQLException {
    return new PostgresSchema(session).tables();
  }

  @Override
  public Optional<Long> rowEstimate(Connection session, TableSchema table) throws SQLException {
    return Statistics.rows(session, ROWS, table);
  }

  @Override
  public List<String> findings(Connection session) throws SQLException {
    return PostgresRights.findings(session);
  }

  @Override
  public Optional<Estimate> estimate(Connection session, String sql) throws SQLException {
    return Statistics.plan(session, "EXPLAIN (FORMAT JSON) " + sql, PostgresPlan::read);
  }

  @Override
  public WarehouseException translate(SQLException failure, String sql) {
    return PostgresProblems.translate(failure, sql);
  }

  @Override
  public void reset(Connection session) throws SQLException {
    session.rollback();
    session.setNetworkTimeout(Runnable::run, SILENCE_MS);
  }
}
