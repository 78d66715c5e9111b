package io.nexushive.policy.fuzz;

import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A database role that may read what an analyst may, column by column. PostgreSQL refuses it a text
 * that reads another column, whatever the answer looks like.
 */
record ColumnRole(Connection connection) implements AutoCloseable {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final int SECONDS = 5;
  private static final Map<String, String> READABLE =
      Map.of(
          "sales",
          "sale_id, sale_date, region_id, product_id, customer_id, quantity, gross_revenue,"
              + " net_revenue, discount_pct",
          "regions",
          "region_id, region_name",
          "products",
          "product_id, product_name, category",
          "customers",
          "customer_id, customer_name, segment, region_id");

  /** Lets the audit's role read those columns of the gateway's tables. */
  static ColumnRole over(LocalPostgres postgres) throws SQLException {
    String schema = Role.NEXUS_GATEWAY.schema();
    String role = Role.NEXUS_AUDIT.roleName();
    try (Connection owner = postgres.connect(Role.NEXUS_GATEWAY);
        Statement grants = owner.createStatement()) {
      grants.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
      for (Map.Entry<String, String> table : READABLE.entrySet()) {
        grants.execute(
            "GRANT SELECT (" + table.getValue() + ") ON " + table.getKey() + " TO " + role);
      }
    }
    Connection connection = postgres.connect(Role.NEXUS_AUDIT);
    connection.setSchema(schema);
    return new ColumnRole(connection);
  }

  /** Whether the engine says that a text reads what this role may not. */
  boolean isRefused(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      statement.executeQuery(sql).close();
      return false;
    } catch (SQLException e) {
      return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
