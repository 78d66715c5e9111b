package io.nexushive.executor.warehouse.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out what a login could do beyond reading, whatever this session lets it do. */
final class PostgresRights {
  private static final Map<String, String> CHECKS = new LinkedHashMap<>();

  static {
    CHECKS.put(
        "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
        "The login is a superuser: no right is kept from it.");
    CHECKS.put(
        "SELECT rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls FROM pg_roles"
            + " WHERE rolname = current_user",
        "The login may create roles or databases, replicate, or pass row security.");
    CHECKS.put(
        "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE"
            + " c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog',"
            + " 'information_schema') AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE,"
            + " TRUNCATE'))",
        "The login may change rows of some tables.");
    CHECKS.put(
        "SELECT EXISTS (SELECT 1 FROM pg_namespace n WHERE n.nspname NOT LIKE 'pg\\_%' AND"
            + " has_schema_privilege(n.oid, 'CREATE'))",
        "The login may create objects in some schemas.");
    CHECKS.put(
        "SELECT has_database_privilege(current_database(), 'CREATE')",
        "The login may create schemas in the database.");
    CHECKS.put(
        "SELECT has_database_privilege(current_database(), 'TEMPORARY')",
        "The login may create temporary tables.");
    CHECKS.put(
        "SELECT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname IN ('pg_write_all_data',"
            + " 'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files',"
            + " 'pg_signal_backend') AND pg_has_role(r.oid, 'USAGE'))",
        "The login has a predefined role that reaches beyond reading tables.");
  }

  private PostgresRights() {}

  static List<String> findings(Connection session) throws SQLException {
    List<String> findings = new ArrayList<>();
    for (Map.Entry<String, String> check : CHECKS.entrySet()) {
      try (Statement statement = session.createStatement();
          ResultSet rows = statement.executeQuery(check.getKey())) {
        if (rows.next() && rows.getBoolean(1)) {
          findings.add(check.getValue());
        }
      }
    }
    return findings;
  }
}
