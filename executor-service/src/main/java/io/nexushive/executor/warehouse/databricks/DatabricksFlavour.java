package io.nexushive.executor.warehouse.databricks;

import com.databricks.client.jdbc.Driver;
import com.databricks.jdbc.api.IDatabricksResultSet;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.jdbc.JdbcFlavour;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.executor.warehouse.jdbc.Rows;
import io.nexushive.executor.warehouse.jdbc.Statistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What is particular to Databricks. Its tags that are settings belong to sessions, which are kept:
 * a statement's own leads its text, as elsewhere.
 */
final class DatabricksFlavour implements JdbcFlavour {
  /** The session's own limit, for the case that a statement cannot be cancelled from here. */
  static final String LONGEST_SECONDS = "900";

  /** Inline results are bounded by their bytes; far more rows than are ever shown need not come. */
  private static final int MOST_ROWS = 100_000;

  static final String CATALOG = "ConnCatalog";
  static final String SCHEMA = "ConnSchema";
  static final String TOKEN = "PWD";
  static final String OAUTH_SECRET = "OAuth2Secret";

  private static final List<String> GRANTS =
      List.of("catalog_privileges", "schema_privileges", "table_privileges");

  private final String url;
  private final Properties properties;
  private final String views;
  private final String schema;

  DatabricksFlavour(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
    this.views = quote(properties.getProperty(CATALOG)) + ".information_schema.";
    this.schema = properties.getProperty(SCHEMA);
  }

  @Override
  public Connection open() throws SQLException {
    if (!properties.containsKey(TOKEN) && !properties.containsKey(OAUTH_SECRET)) {
      throw new WarehouseException(Problem.SECRET_NEEDED);
    }
    return new Driver().connect(url, (Properties) properties.clone());
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  @Override
  public void limit(Statement statement, Duration timeout) throws SQLException {
    statement.setMaxRows(MOST_ROWS);
  }

  @Override
  public RowReader reader(ResultSet rows, String sql) throws SQLException {
    return new DatabricksRowReader(rows, sql);
  }

  @Override
  public Optional<String> statementId(ResultSet rows) throws SQLException {
    return Optional.ofNullable(rows.unwrap(IDatabricksResultSet.class).getStatementId());
  }

  @Override
  public List<TableSchema> schema(Connection session) throws SQLException {
    return new DatabricksSchema(session, views, schema).tables();
  }

  @Override
  public List<String> findings(Connection session) throws SQLException {
    List<String> findings = new ArrayList<>();
    for (String grants : GRANTS) {
      String sql =
          "SELECT DISTINCT privilege_type FROM "
              + views
              + grants
              + " WHERE (grantee = current_user() OR is_account_group_member(grantee)) AND"
              + " privilege_type NOT IN ('SELECT', 'BROWSE', 'USE CATALOG', 'USE SCHEMA',"
              + " 'USE_CATALOG', 'USE_SCHEMA', 'READ VOLUME', 'READ_VOLUME') ORDER BY privilege_type";
      String on = grants.substring(0, grants.indexOf('_'));
      Rows.each(
          session,
          sql,
          row ->
              findings.add(
                  "The login has a right that reaches beyond reading: "
                      + row.getString(1)
                      + " on a "
                      + on
                      + "."));
    }
    return findings;
  }

  @Override
  public Optional<Estimate> estimate(Connection session, String sql) throws SQLException {
    return Statistics.plan(session, "EXPLAIN COST " + sql, DatabricksPlan::read);
  }

  @Override
  public WarehouseException translate(SQLException failure, String sql) {
    return DatabricksProblems.translate(failure, sql);
  }
}
