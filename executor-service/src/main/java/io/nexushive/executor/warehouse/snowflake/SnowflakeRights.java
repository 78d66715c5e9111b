package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.warehouse.jdbc.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds out what the session's role, and the roles within it, could do beyond reading. */
final class SnowflakeRights {
  private static final Set<String> HARMLESS =
      Set.of("SELECT", "USAGE", "REFERENCES", "MONITOR", "VIEW LINEAGE");
  private static final Set<String> ADMINISTRATORS =
      Set.of(
          "ACCOUNTADMIN", "SECURITYADMIN", "SYSADMIN", "USERADMIN", "ORGADMIN", "GLOBALORGADMIN");
  private static final Set<String> CHANGES =
      Set.of("INSERT", "UPDATE", "DELETE", "TRUNCATE", "OWNERSHIP", "ALL", "EVOLVE SCHEMA");
  private static final Set<String> CODE = Set.of("FUNCTION", "PROCEDURE");

  private final Connection session;

  SnowflakeRights(Connection session) {
    this.session = session;
  }

  List<String> findings() throws SQLException {
    Set<String> findings = new TreeSet<>();
    // Whatever PUBLIC may do, every role may.
    Deque<String> roles = new ArrayDeque<>(List.of(ask("SELECT CURRENT_ROLE()"), "PUBLIC"));
    Set<String> seen = new HashSet<>(roles);
    while (!roles.isEmpty()) {
      String role = roles.pop();
      if (ADMINISTRATORS.contains(role)) {
        findings.add("The login's role has the rights of " + role + ".");
      }
      granted(role, roles, seen, findings);
    }
    others(seen, findings);
    return List.copyOf(findings);
  }

  private void granted(String role, Deque<String> roles, Set<String> seen, Set<String> findings)
      throws SQLException {
    Rows.each(
        session,
        "SHOW GRANTS TO ROLE " + quoted(role),
        rows -> {
          String privilege = rows.getString("privilege").toUpperCase(Locale.ROOT);
          String kind = rows.getString("granted_on").toUpperCase(Locale.ROOT);
          if (kind.equals("ROLE") && privilege.equals("USAGE")) {
            if (seen.add(rows.getString("name"))) {
              roles.push(rows.getString("name"));
            }
          } else if (!HARMLESS.contains(privilege) || CODE.contains(kind)) {
            findings.add(finding(privilege, kind));
          }
        });
  }

  private static String finding(String privilege, String kind) {
    String thing = kind.toLowerCase(Locale.ROOT).replace('_', ' ');
    if (CODE.contains(kind)) {
      return "The login may call code that is kept in the warehouse: "
          + privilege
          + " on a "
          + thing
          + ".";
    }
    return CHANGES.contains(privilege)
        ? "The login may change what some tables or other objects hold: "
            + privilege
            + " on a "
            + thing
            + "."
        : "The login has a right that reaches beyond reading: "
            + privilege
            + " on a "
            + thing
            + ".";
  }

  /** Sessions of the product put them aside; whoever else has the login need not. */
  private void others(Set<String> seen, Set<String> findings) throws SQLException {
    String user = ask("SELECT CURRENT_USER()");
    Rows.each(
        session,
        "SHOW GRANTS TO USER " + quoted(user),
        rows -> {
          String role = rows.getString("role");
          if (!seen.contains(role)) {
            findings.add("The login may take on another role: " + role + ".");
          }
        });
  }

  private String ask(String question) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
