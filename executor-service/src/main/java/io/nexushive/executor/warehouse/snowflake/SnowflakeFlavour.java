package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.jdbc.JdbcFlavour;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.executor.warehouse.jdbc.Statistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;
import net.snowflake.client.api.resultset.SnowflakeResultSet;
import net.snowflake.client.api.statement.SnowflakeStatement;

/** What is particular to Snowflake. */
final class SnowflakeFlavour implements JdbcFlavour {
  /** For how long nothing at all may come from the service. */
  private static final int SILENCE_MS = 60_000;

  private static final Duration GRACE = Duration.ofMillis(250);
  private static final Duration NETWORK_GRACE = Duration.ofSeconds(5);

  /** Otherwise a login could do what any of its roles may, whatever the connection's role is. */
  private static final String ONE_ROLE = "USE SECONDARY ROLES NONE";

  private final String url;
  private final Properties properties;

  SnowflakeFlavour(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  @Override
  public Connection open() throws SQLException {
    SnowflakeLogin.require(properties);
    Connection session = new SnowflakeDriver().connect(url, (Properties) properties.clone());
    try (Statement statement = session.createStatement()) {
      session.setNetworkTimeout(Runnable::run, SILENCE_MS);
      statement.execute(ONE_ROLE);
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public String tag(Statement statement, String sql, QueryTag tag) throws SQLException {
    statement.unwrap(SnowflakeStatement.class).setParameter("QUERY_TAG", tag.value());
    return sql;
  }

  /**
   * The service's own limit, in whole seconds, stands behind ours, for the case that ours cannot
   * reach it; the network's behind that.
   */
  @Override
  public void limit(Statement statement, Duration timeout) throws SQLException {
    Duration limit = timeout.plus(GRACE);
    long seconds = limit.plusSeconds(1).minusNanos(1).toSeconds();
    statement
        .unwrap(SnowflakeStatement.class)
        .setParameter("STATEMENT_TIMEOUT_IN_SECONDS", Math.toIntExact(seconds));
    statement
        .getConnection()
        .setNetworkTimeout(Runnable::run, Math.toIntExact(limit.plus(NETWORK_GRACE).toMillis()));
  }

  @Override
  public RowReader reader(ResultSet rows, String sql) throws SQLException {
    return new SnowflakeRowReader(rows);
  }

  @Override
  public Optional<String> statementId(ResultSet rows) throws SQLException {
    return Optional.ofNullable(rows.unwrap(SnowflakeResultSet.class).getQueryID());
  }

  @Override
  public List<TableSchema> schema(Connection session) throws SQLException {
    return new SnowflakeSchema(session).tables();
  }

  @Override
  public List<String> findings(Connection session) throws SQLException {
    return new SnowflakeRights(session).findings();
  }

  @Override
  public Optional<Estimate> estimate(Connection session, String sql) throws SQLException {
    return Statistics.plan(session, "EXPLAIN USING JSON " + sql, SnowflakePlan::read);
  }

  @Override
  public WarehouseException translate(SQLException failure, String sql) {
    return SnowflakeProblems.translate(failure, sql);
  }

  @Override
  public void reset(Connection session) throws SQLException {
    if (!session.isClosed()) {
      session.setNetworkTimeout(Runnable::run, SILENCE_MS);
    }
  }
}
