package io.nexushive.benchmarks.warehouse;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.connection.TestConnections;
import io.nexushive.executor.query.TestQueries;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.postgres.PostgresAdapter;
import io.nexushive.executor.warehouse.sqlite.SqliteAdapter;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Twenty connections and fifty users, one of the connections leading to a server that takes
 * connections and never says a word. What is measured is how long each request of the others waits
 * from the executor's border to its warehouse: for a thread of the stage's, of which there are 64
 * as in the service, for one of the runner's, and for a place in its connection. Kafka is left out:
 * records are taken as long as there are threads of the stage's.
 */
final class BulkheadBenchmark {
  private static final int CONNECTIONS = 20;
  private static final int USERS = 50;
  private static final int STAGE_THREADS = 64;
  private static final int PAIRS = 10;
  private static final double BAR_MS = 50;

  /** Otherwise the one that hangs is left alone after a while, which would be easier. */
  private static final Map<String, String> NO_BREAKER = Map.of("breaker-failures", "1000000");

  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_IN_VAIN = Duration.ofSeconds(2);
  private static final int THINK_MS = 400;

  /** The longest wait of a request and the longest stall of an idle thread, in milliseconds. */
  private record Round(double waitMs, double stallMs) {
    @Override
    public String toString() {
      return "%.1f ms (an idle thread %.1f)".formatted(waitMs, stallMs);
    }
  }

  private static final String SQL = "SELECT id, name FROM readings LIMIT 20";

  private final Path folder;
  private final Watchdog watchdog;
  private final int silentPort;
  private final ExecutorConfig config = TestConfig.of(NO_BREAKER);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger stuck = new AtomicInteger();

  private BulkheadBenchmark(Path folder, Watchdog watchdog, int silentPort) {
    this.folder = folder;
    this.watchdog = watchdog;
    this.silentPort = silentPort;
  }

  /**
   * @param folder with SQLite's file in it
   */
  static List<Finding> run(Path folder, Watchdog watchdog) throws Exception {
    // Nobody accepts: the system completes the handshake, and then there is silence.
    try (ServerSocket silent = new ServerSocket(0, USERS * 4, InetAddress.getLoopbackAddress())) {
      BulkheadBenchmark benchmark = new BulkheadBenchmark(folder, watchdog, silent.getLocalPort());
      // Both kinds of round, or the first pair loads the classes of a driver.
      benchmark.round(true);
      benchmark.round(false);
      Round[] without = new Round[PAIRS];
      Round[] with = new Round[PAIRS];
      for (int pair = 0; pair < PAIRS; pair++) {
        boolean hangsFirst = pair % 2 == 0;
        Round first = benchmark.round(hangsFirst);
        Round second = benchmark.round(!hangsFirst);
        with[pair] = hangsFirst ? first : second;
        without[pair] = hangsFirst ? second : first;
        System.out.printf(
            "  pair %d: longest wait %s with one that hangs, %s without%n",
            pair + 1, with[pair], without[pair]);
      }
      return List.of(benchmark.finding(with, without));
    }
  }

  private Finding finding(Round[] with, Round[] without) {
    double most = longest(with);
    double mostWithout = longest(without);
    return new Finding(
        "20 connections, 50 users, one hangs: longest wait",
        "%,d asked, %,d hung".formatted(asked.get(), stuck.get()),
        "%.1f ms (%.1f without)".formatted(most, mostWithout),
        "50 ms",
        most <= BAR_MS && stuck.get() > 0);
  }

  private static double longest(Round[] rounds) {
    return Arrays.stream(rounds).mapToDouble(Round::waitMs).max().orElseThrow();
  }

  private Round round(boolean hangs) throws IOException, InterruptedException, ExecutionException {
    Arrivals arrivals = new Arrivals();
    List<OpenConnection> connections = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(hangs && i == 0 ? silent() : lively(i, arrivals));
    }
    ExecutorService users = Executors.newFixedThreadPool(USERS);
    ExecutorService stage = Executors.newFixedThreadPool(STAGE_THREADS);
    try (TestQueries queries = new TestQueries(config);
        Stalls stalls = new Stalls()) {
      long end = System.nanoTime() + ROUND.toNanos();
      List<Future<?>> running = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        Random random = new Random(user);
        running.add(
            users.submit(
                () -> {
                  // Thinks first: fifty first questions in one instant measure the machine's start.
                  Thread.sleep(random.nextInt(THINK_MS));
                  while (System.nanoTime() < end) {
                    OpenConnection chosen = connections.get(random.nextInt(CONNECTIONS));
                    String sql = arrivals.leave(SQL);
                    stage.submit(() -> ask(queries, chosen, sql)).get();
                    Thread.sleep(random.nextInt(THINK_MS));
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      return new Round(arrivals.longestMs(), stalls.longestMs());
    } finally {
      users.shutdownNow();
      stage.shutdownNow();
      connections.forEach(OpenConnection::close);
    }
  }

  private void ask(TestQueries queries, OpenConnection connection, String sql) {
    boolean inVain = connection.dialect() == Dialect.POSTGRES;
    asked.incrementAndGet();
    try {
      queries.run(connection, sql, inVain ? PATIENCE_IN_VAIN : PATIENCE);
    } catch (WarehouseException e) {
      if (!inVain) {
        throw e;
      }
      stuck.incrementAndGet();
    }
  }

  private OpenConnection lively(int number, Arrivals arrivals) {
    WarehouseAdapter adapter =
        arrivals.watch(new SqliteAdapter(new ConfinedFiles(folder), watchdog));
    return TestConnections.open(
        adapter,
        new ConnectionSettings(
            new ConnectionId("lively-" + number), Map.of("file", SqliteEngine.FILE), null),
        config);
  }

  private OpenConnection silent() {
    return TestConnections.open(
        new PostgresAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog),
        new ConnectionSettings(
            new ConnectionId("silent"),
            Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(silentPort),
                "database", "shop",
                "user", "reader",
                "sslmode", "disable"),
            "secret"),
        config);
  }
}
