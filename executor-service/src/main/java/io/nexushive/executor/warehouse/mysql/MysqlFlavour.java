package io.nexushive.executor.warehouse.mysql;

import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.jdbc.JdbcFlavour;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.executor.warehouse.jdbc.Statistics;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.mariadb.jdbc.Driver;

/** What is particular to MySQL and MariaDB. */
final class MysqlFlavour implements JdbcFlavour {
  private static final Logger LOG = Logger.getLogger(MysqlFlavour.class);

  /** For how long a server may say nothing at all. */
  static final int SILENCE_MS = 60_000;

  private static final Duration GRACE = Duration.ofMillis(250);
  private static final Duration NETWORK_GRACE = Duration.ofSeconds(5);

  /**
   * Double quotes hold strings and backslashes escape, as the policy reads them, whatever the
   * server's default; rows beside aggregates and values out of range are errors, not guesses.
   */
  private static final String SESSION =
      "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,"
          + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

  private static final String READ_ONLY = "SET SESSION TRANSACTION READ ONLY";
  private static final String ROWS =
      "SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = coalesce(?, DATABASE())"
          + " AND TABLE_NAME = ? AND TABLE_TYPE = 'BASE TABLE'";

  private final String url;
  private final Properties properties;

  MysqlFlavour(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  @Override
  public Connection open() throws SQLException {
    Connection session = new Driver().connect(url, (Properties) properties.clone());
    try (Statement statement = session.createStatement()) {
      statement.execute(SESSION);
      statement.execute(READ_ONLY);
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  static boolean isMariaDb(Connection session) throws SQLException {
    return session.getMetaData().getDatabaseProductName().equalsIgnoreCase("MariaDB");
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  /**
   * The server's own limit stands a little behind ours, for the case that ours cannot reach it; the
   * socket's behind that, for the case that the server is gone. That the session only reads is said
   * anew each time: a compound statement could have ended it.
   */
  @Override
  public void limit(Statement statement, Duration timeout) throws SQLException {
    Connection session = statement.getConnection();
    Duration limit = timeout.plus(GRACE);
    try (Statement setting = session.createStatement()) {
      setting.execute(
          isMariaDb(session)
              ? "SET SESSION max_statement_time = " + BigDecimal.valueOf(limit.toMillis(), 3)
              : "SET SESSION max_execution_time = " + limit.toMillis());
      setting.execute(READ_ONLY);
    }
    session.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.plus(NETWORK_GRACE).toMillis()));
  }

  /** The driver holds as many rows as it fetches at a time, however wide they are. */
  @Override
  public int fetchSize(int wished) {
    return 1;
  }

  /**
   * To close a result reads what is left of it, so the server is told to stop first. The driver's
   * own {@code Statement.cancel} does nothing between two rows. The session is not kept: a late
   * {@code KILL} would hit its next statement.
   */
  @Override
  public void abandon(Statement statement) {
    try {
      org.mariadb.jdbc.Connection session =
          statement.getConnection().unwrap(org.mariadb.jdbc.Connection.class);
      try {
        session.cancelCurrentQuery();
        statement.close();
        session.close();
      } catch (SQLException e) {
        session.abort(Runnable::run);
        throw e;
      }
    } catch (SQLException e) {
      LOG.debug("statement could not be stopped in peace", e);
    }
  }

  @Override
  public RowReader reader(ResultSet rows, String sql) throws SQLException {
    return new MysqlRowReader(rows);
  }

  @Override
  public List<TableSchema> schema(Connection session) throws SQLException {
    return new MysqlSchema(session).tables();
  }

  @Override
  public Optional<Long> rowEstimate(Connection session, TableSchema table) throws SQLException {
    return Statistics.rows(session, ROWS, table);
  }

  @Override
  public List<String> findings(Connection session) throws SQLException {
    return MysqlRights.findings(session);
  }

  @Override
  public Optional<Estimate> estimate(Connection session, String sql) throws SQLException {
    return Statistics.plan(session, "EXPLAIN FORMAT=JSON " + sql, MysqlPlan::read);
  }

  @Override
  public WarehouseException translate(SQLException failure, String sql) {
    return MysqlProblems.translate(failure, sql);
  }

  @Override
  public void reset(Connection session) throws SQLException {
    if (!session.isClosed()) {
      session.setNetworkTimeout(Runnable::run, SILENCE_MS);
    }
  }
}
