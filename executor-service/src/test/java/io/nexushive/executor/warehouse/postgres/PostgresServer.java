package io.nexushive.executor.warehouse.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.FreePorts;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL, unpacked and started for a test. */
public final class PostgresServer implements AutoCloseable {
  /** The database that every server has. */
  public static final String DATABASE = "postgres";

  static final String SUPERUSER = "postgres";

  private final Path folder;
  private final String password;
  private LocalPostgres server;

  public PostgresServer(Path folder) throws IOException {
    this.folder = folder;
    server = LocalPostgres.start(folder, FreePorts.next());
    password =
        Json.read(Files.readAllBytes(folder.resolve("passwords.json")), JsonNode.class)
            .at("/passwords/" + SUPERUSER)
            .asText();
  }

  public int port() {
    return server.port();
  }

  String superuserPassword() {
    return password;
  }

  /** A session that may do everything. */
  public Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, SUPERUSER, password);
  }

  /** Runs {@code statements} as one who may do everything. */
  public void run(String database, String... statements) throws SQLException {
    try (Connection connection = superuser(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Ends the server at once. */
  public void kill() {
    server.process().kill();
    server.process().onExit().join();
  }

  /** Starts it again after it was killed, on its old port and with its old rows. */
  public void restart() {
    server = LocalPostgres.start(folder, server.port());
  }

  @Override
  public void close() {
    server.close();
  }
}
