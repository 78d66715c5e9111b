package io.nexushive.executor.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.connection.TestConnections;
import io.nexushive.executor.query.TestQueries;
import java.time.Duration;
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

  /** Makes the table anew, with one row that the login may read. */
  protected abstract void table() throws Exception;

  /** The server's own port. */
  protected abstract int port();

  /** Settings of a login that may read, over {@code port}. */
  protected abstract ConnectionSettings settings(int port);

  /** A statement that takes a minute and says nothing before. */
  protected abstract String slow();

  /** How many of those the server runs now. */
  protected abstract long running();

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

  /** Takes the login away, with its sessions. */
  protected abstract void shutOut() throws Exception;

  protected abstract void letIn() throws Exception;

  /** Takes the right to read the table away. */
  protected abstract void revoke() throws Exception;

  protected abstract void grant() throws Exception;

  @BeforeEach
  void connect() throws Exception {
    table();
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
    Awaitility.await().atMost(TIME).until(() -> running() > 0 || ended.isDone());
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
    Awaitility.await().atMost(SOON).until(() -> running() == 0);
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
      during(this::shutOut, Problem.UNREACHABLE);
      ends(GOOD, Problem.REFUSED_LOGIN);
    } finally {
      letIn();
    }
    works();
  }

  @Test
  void theRightToReadIsTakenAway() throws Exception {
    works();
    try {
      revoke();
      ends(GOOD, Problem.NO_RIGHT);
    } finally {
      grant();
    }
    works();
  }
}
