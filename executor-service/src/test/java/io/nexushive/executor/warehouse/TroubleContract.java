package io.nexushive.executor.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.connection.TestConnections;
import io.nexushive.executor.query.TestQueries;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.model.id.ConnectionId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong between a statement and its warehouse ends in a clear error before the asker's
 * deadline, and the next request works. Statements run as the stage runs them, over a network that
 * fails on demand, on a table {@code stock} with columns {@code id} and {@code item}.
 */
public abstract class TroubleContract {
  private static final Duration TIME = Duration.ofSeconds(6);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String GOOD = "SELECT id FROM stock";

  /** A wide margin: a busy machine is no trouble of the warehouse's. */
  private final ExecutorConfig config = TestConfig.of(Map.of("deadline-margin", "2s"));

  private final TestQueries queries = new TestQueries(config);
  private Watchdog watchdog;
  private FlakyProxy network;
  private OpenConnection connection;

  protected abstract WarehouseAdapter adapter(Watchdog watchdog);

  /** The server's own port. */
  protected abstract int port();

  /** The database that the login {@code reader} is for. */
  protected abstract String database();

  /** The table, as an administrator names it. */
  protected abstract String stock();

  /** A session of an administrator. */
  protected abstract Connection admin() throws SQLException;

  /** Runs statements as an administrator. */
  protected abstract void change(String... statements) throws SQLException;

  /** A statement that takes a minute and says nothing before. */
  protected abstract String slow();

  /** Counts those that the server runs now. */
  protected abstract String running();

  /** Ends the server at once. */
  protected abstract void kill() throws Exception;

  /** Starts it again. */
  protected abstract void restart() throws Exception;

  /**
   * A statement that needs more temporary space than there is for the login; empty where the server
   * has no such limit.
   */
  protected abstract Optional<String> hungry();

  /** An owner begins to take {@code item} out of the table, which nobody can read meanwhile. */
  protected abstract AutoCloseable changing() throws Exception;

  /** Take the login away, with its sessions. */
  protected abstract List<String> shutOut();

  protected abstract String letIn();

  private long runningNow() {
    try (Connection connection = admin();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(running())) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private ConnectionSettings settings(int port) {
    return new ConnectionSettings(
        new ConnectionId("shop"),
        Shop.local(port, Map.of("database", database(), "user", "reader")),
        "r");
  }

  @BeforeEach
  void connect() throws Exception {
    change(
        "DROP TABLE IF EXISTS " + stock(),
        "CREATE TABLE " + stock() + " (id integer, item text)",
        "INSERT INTO " + stock() + " VALUES (1, 'tea')",
        "GRANT SELECT ON " + stock() + " TO reader");
    watchdog = new Watchdog();
    network = new FlakyProxy(port());
    connection = TestConnections.open(adapter(watchdog), settings(network.port()), config);
    // Not over that network: what is measured is the trouble, not the loading of classes.
    try (OpenConnection other = TestConnections.open(adapter(watchdog), settings(port()), config)) {
      assertThat(queries.run(other, GOOD, SOON).rowCount()).isEqualTo(1);
    }
  }

  @AfterEach
  void close() throws Exception {
    network.close();
    connection.close();
    queries.close();
    watchdog.close();
  }

  private void works() {
    assertThat(queries.run(connection, GOOD, SOON).rowCount()).isEqualTo(1);
  }

  /** Runs {@code sql} and expects it to end with {@code problem} before its deadline. */
  private void ends(String sql, Problem problem) {
    long start = System.nanoTime();
    Throwable failure = catchThrowable(() -> queries.run(connection, sql, TIME));
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(failure).isInstanceOf(WarehouseException.class);
    assertThat(((WarehouseException) failure).problem())
        .as(String.valueOf(failure))
        .isEqualTo(problem);
    assertThat(took).isLessThan(TIME);
  }

  private interface Trouble {
    void begin() throws Exception;
  }

  /** Begins {@code trouble} while a statement runs. */
  private void during(Trouble trouble, Problem problem) throws Exception {
    works();
    CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> ends(slow(), problem));
    Awaitility.await().atMost(TIME).until(() -> runningNow() > 0 || ended.isDone());
    trouble.begin();
    ended.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void theServerIsKilled() throws Exception {
    try {
      during(this::kill, Problem.UNREACHABLE);
      ends(GOOD, Problem.UNREACHABLE);
    } finally {
      restart();
    }
    works();
  }

  @Test
  void theNetworkStalls() throws Exception {
    during(() -> network.stall(), Problem.TIMED_OUT);
    network.heal();
    works();
    Awaitility.await().atMost(SOON).until(() -> runningNow() == 0);
  }

  @Test
  void theNetworkStallsBeforeASessionIsThere() {
    network.stall();
    ends(GOOD, Problem.TIMED_OUT);
    network.heal();
    works();
  }

  @Test
  void aWarehouseThatDoesNotComeBackIsLeftAlone() {
    network.stall();
    for (int i = 0; i < config.breakerFailures(); i++) {
      assertThatThrownBy(() -> queries.run(connection, GOOD, Duration.ofMillis(2_400)))
          .isInstanceOf(WarehouseException.class);
    }

    ends(GOOD, Problem.UNREACHABLE);
  }

  @Test
  void theNetworkIsCut() throws Exception {
    during(() -> network.cut(), Problem.UNREACHABLE);
    works();
  }

  @Test
  void theNetworkIsReset() throws Exception {
    during(() -> network.reset(), Problem.UNREACHABLE);
    works();
  }

  @Test
  void temporarySpaceIsExceeded() {
    Assumptions.assumeTrue(hungry().isPresent(), "this server does not limit temporary space");
    ends(hungry().get(), Problem.OUT_OF_SPACE);
    works();
  }

  @Test
  void theSchemaChangesUnderAQuery() throws Exception {
    works();
    try (AutoCloseable change = changing()) {
      ends("SELECT item FROM stock", Problem.TIMED_OUT);
    }
    ends("SELECT item FROM stock", Problem.UNKNOWN_COLUMN);
    works();
  }

  @Test
  void theLoginIsTakenAway() throws Exception {
    try {
      during(() -> change(shutOut().toArray(String[]::new)), Problem.UNREACHABLE);
      ends(GOOD, Problem.REFUSED_LOGIN);
    } finally {
      change(letIn());
    }
    works();
  }

  @Test
  void theRightToReadIsTakenAway() throws Exception {
    works();
    try {
      change("REVOKE SELECT ON " + stock() + " FROM reader");
      ends(GOOD, Problem.NO_RIGHT);
    } finally {
      change("GRANT SELECT ON " + stock() + " TO reader");
    }
    works();
  }
}
