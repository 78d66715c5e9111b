package io.nexushive.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the database, its roles and its schemas; those that exist stay. */
final class DatabaseSetup {
  private final String server;
  private final PostgresSecrets secrets;

  DatabaseSetup(String server, PostgresSecrets secrets) {
    this.server = server;
    this.secrets = secrets;
  }

  void run() throws SQLException {
    try (Connection c = connect("postgres");
        Statement s = c.createStatement()) {
      for (Role role : Role.values()) {
        String name = role.roleName();
        if (!exists(s, "select 1 from pg_roles where rolname = '" + name + "'")) {
          s.execute("create role " + name + " login");
        }
        // Passwords are made of base64url characters, so they need no quoting.
        s.execute("alter role " + name + " password '" + secrets.of(name) + "'");
        s.execute("alter role " + name + " set search_path = " + role.schema());
      }
      if (!exists(
          s, "select 1 from pg_database where datname = '" + LocalPostgres.DATABASE + "'")) {
        s.execute("create database " + LocalPostgres.DATABASE);
      }
    }
    try (Connection c = connect(LocalPostgres.DATABASE);
        Statement s = c.createStatement()) {
      s.execute("revoke all on database " + LocalPostgres.DATABASE + " from public");
      s.execute("revoke all on schema public from public");
      for (Role role : Role.values()) {
        s.execute("grant connect on database " + LocalPostgres.DATABASE + " to " + role.roleName());
        if (role.owner()) {
          s.execute(
              "create schema if not exists " + role.schema() + " authorization " + role.roleName());
        } else {
          s.execute("grant usage on schema " + role.schema() + " to " + role.roleName());
        }
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        server + database, PostgresSecrets.SUPERUSER, secrets.of(PostgresSecrets.SUPERUSER));
  }

  private static boolean exists(Statement s, String query) throws SQLException {
    try (ResultSet rows = s.executeQuery(query)) {
      return rows.next();
    }
  }
}
