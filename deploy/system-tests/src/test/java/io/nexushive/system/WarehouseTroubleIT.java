package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.FlakyProxy;
import io.nexushive.executor.warehouse.postgres.PostgresServer;
import io.nexushive.executor.warehouse.postgres.PostgresShop;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong between a question and its warehouse is said in the question's stream before its
 * deadline and stands in the audit, and the next question is answered. Statements are held by a
 * lock on the table that they read, until the trouble ends them.
 */
@ExtendWith(HiveExtension.class)
class WarehouseTroubleIT {
  /** What the gateway gives a question. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String QUESTION = "Total amount of orders by shop name";
  private static final String LOCK = "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE";
  private static final String UNREACHABLE = "The warehouse cannot be reached at the moment.";

  @TempDir static Path folder;
  private static PostgresShop shop;
  private static PostgresServer server;
  private static FlakyProxy network;
  private static Connected connected;

  private final Hive hive;

  WarehouseTroubleIT(Hive hive) {
    this.hive = hive;
  }

  @BeforeAll
  static void connect(Hive hive) throws Exception {
    shop = new PostgresShop(folder);
    server = shop.server();
    run(
        "CREATE TABLE scans (id integer PRIMARY KEY, code text, weight integer)",
        "INSERT INTO scans SELECT i, md5(i::text), i % 100 FROM generate_series(1, 200000) AS i",
        "ANALYZE scans",
        "GRANT SELECT ON scans TO reader",
        "ALTER ROLE reader SET temp_file_limit = '1MB'");
    network = new FlakyProxy(server.port());
    Map<String, String> port = Map.of("port", Integer.toString(network.port()));
    Map<String, String> settings = shop.login(shop.secret(), port).values();
    connected = Connected.make(hive, "analyst", shop.kind(), settings, shop.secret());
  }

  @AfterAll
  static void stop() throws Exception {
    network.close();
    shop.close();
  }

  private static void run(String... statements) throws SQLException {
    server.run(PostgresShop.DATABASE, statements);
  }

  /** What goes wrong; whose lock holds the statement may have a part in it. */
  private interface Trouble {
    void begin(Connection owner) throws Exception;
  }

  private void works() {
    works(QUESTION);
  }

  private static void works(String question) {
    Asked asked = connected.ask(question);
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("answered");
    assertThat(asked.rows()).hasSize(2);
  }

  /**
   * Asks, begins {@code trouble} while the statement waits on the server, and reads the end.
   *
   * @param lock a statement that keeps others from reading the orders
   */
  private Asked during(String lock, Trouble trouble) throws Exception {
    works();
    try (Connection owner = server.superuser(PostgresShop.DATABASE);
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute(lock);
      String request = hive.as("analyst").ask(QUESTION, Map.of("connection_id", connected.id()));
      await().atMost(DEADLINE).until(WarehouseTroubleIT::waiting);
      trouble.begin(owner);
      return connected.follow("analyst", request, QUESTION);
    }
  }

  private static boolean waiting() throws SQLException {
    try (Connection connection = server.superuser(PostgresServer.DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND"
                    + " wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getLong(1) > 0;
    }
  }

  private static void assertEnded(Asked asked, String outcome, String code, String message) {
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo(outcome);
    assertThat(asked.all("result")).isEmpty();
    assertThat(asked.all("answer")).isEmpty();
    JsonNode error = asked.one("error");
    assertThat(error.path("message").asText()).isEqualTo(message);
    assertThat(error.path("code").asText()).isEqualTo(code);
    JsonNode audited = connected.audited(asked);
    assertThat(audited.path("status").asText()).isEqualTo(outcome);
    assertThat(audited.path("error_code").asText()).isEqualTo(code);
    assertThat(Duration.ofMillis(audited.path("duration_ms").asLong())).isLessThan(DEADLINE);
  }

  @Test
  void theNetworkStalls() throws Exception {
    try {
      assertEnded(
          during(LOCK, owner -> network.stall()),
          "timed_out",
          "execution_timeout",
          "The query took longer than it may and was stopped.");
    } finally {
      network.heal();
    }
    works();
  }

  @Test
  void theNetworkIsCut() throws Exception {
    assertEnded(during(LOCK, owner -> network.cut()), "failed", "unavailable", UNREACHABLE);
    works();
  }

  @Test
  void theNetworkIsReset() throws Exception {
    assertEnded(during(LOCK, owner -> network.reset()), "failed", "unavailable", UNREACHABLE);
    works();
  }

  @Test
  void theServerIsKilled() throws Exception {
    try {
      assertEnded(during(LOCK, owner -> server.kill()), "failed", "unavailable", UNREACHABLE);
      assertEnded(connected.ask(QUESTION), "failed", "unavailable", UNREACHABLE);
    } finally {
      server.restart();
    }
    works();
  }

  @Test
  void theLoginIsTakenAway() throws Exception {
    try {
      Asked asked =
          during(
              LOCK,
              owner ->
                  run(
                      "ALTER ROLE reader NOLOGIN",
                      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename ="
                          + " 'reader'"));
      assertEnded(asked, "failed", "unavailable", UNREACHABLE);
      assertEnded(
          connected.ask(QUESTION),
          "failed",
          "execution_failed",
          "The warehouse does not accept the connection's login.");
    } finally {
      run("ALTER ROLE reader LOGIN");
    }
    works();
  }

  @Test
  void theRightToReadIsTakenAway() throws Exception {
    try {
      run("REVOKE SELECT ON orders FROM reader");
      assertEnded(
          connected.ask(QUESTION),
          "failed",
          "execution_failed",
          "The connection's login may not read what the query needs.");
    } finally {
      run("GRANT SELECT ON orders TO reader");
    }
    works();
  }

  @Test
  void temporarySpaceIsExceeded() {
    assertEnded(
        connected.ask("Total weight of scans by code"),
        "failed",
        "execution_failed",
        "The query needs more memory or temporary space than the warehouse gives it.");
    works();
  }

  @Test
  void theSchemaChangesUnderAQuery() throws Exception {
    try {
      assertEnded(
          during("ALTER TABLE orders RENAME COLUMN amount TO revenue", Connection::commit),
          "failed",
          "execution_failed",
          "The query names a column that is not there: orders.amount.");
      connected.readAgain();
      // The other services hear of it a moment later.
      await().atMost(SOON).untilAsserted(() -> works(QUESTION.replace("amount", "revenue")));
    } finally {
      run("ALTER TABLE orders RENAME COLUMN revenue TO amount");
      connected.readAgain();
    }
    await().atMost(SOON).untilAsserted(this::works);
  }
}
