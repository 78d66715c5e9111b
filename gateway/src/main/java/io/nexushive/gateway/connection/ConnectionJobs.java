package io.nexushive.gateway.connection;

import static io.nexushive.gateway.database.Database.instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.token.Caller;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has connections tested and read while nobody waits on the line. How it went stands in the
 * database, so that every replica can tell; what a replica left unfinished counts as interrupted.
 */
@Singleton
public class ConnectionJobs {
  private static final int WORKERS = 8;
  private static final int WAITING = 64;

  private final Database database;
  private final Upstream upstream;
  private final Clock clock;
  private final Duration longest;
  private final ExecutorService workers =
      new ThreadPoolExecutor(
          WORKERS,
          WORKERS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          work -> {
            Thread thread = new Thread(work, "connection-jobs");
            thread.setDaemon(true);
            return thread;
          });

  public ConnectionJobs(Database database, Upstream upstream, Clock clock, GatewayConfig config) {
    this.database = database;
    this.upstream = upstream;
    this.clock = clock;
    this.longest = config.connections().jobTimeout();
  }

  /** What can be done. */
  public enum Job {
    TEST,
    SYNC;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it has come. */
  public enum State {
    RUNNING,
    COMPLETED,
    INTERRUPTED;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The last time that something was done with a connection.
   *
   * @param outcome what the executor said; absent while it runs
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(State state, Instant startedAt, Instant endedAt, JsonNode outcome) {}

  /** The last one; empty when there was none. */
  Optional<Status> last(ConnectionId connection, Job job) {
    return database.first(
        "SELECT started_at, ended_at, outcome FROM gateway.connection_jobs"
            + " WHERE connection_id = ? AND job = ?",
        this::status,
        connection.value(),
        job.wire());
  }

  /** Begins, unless one is running. */
  Status start(ConnectionChanged connection, Job job, Caller caller) {
    Instant now = clock.instant();
    int begun =
        database.update(
            "INSERT INTO gateway.connection_jobs AS j (connection_id, job, started_at)"
                + " VALUES (?, ?, ?) ON CONFLICT (connection_id, job) DO UPDATE"
                + " SET started_at = excluded.started_at, ended_at = NULL, outcome = NULL"
                + " WHERE j.ended_at IS NOT NULL OR j.started_at < ?",
            connection.connectionId().value(),
            job.wire(),
            now,
            now.minus(longest));
    if (begun == 1) {
      begin(connection, job, caller, now);
    }
    return last(connection.connectionId(), job).orElseThrow(ConnectionAccess::unknown);
  }

  private void begin(ConnectionChanged connection, Job job, Caller caller, Instant started) {
    try {
      workers.execute(
          () -> end(connection.connectionId(), job, started, run(connection, job, caller)));
    } catch (RejectedExecutionException e) {
      end(
          connection.connectionId(),
          job,
          started,
          failed(new NexusException(ErrorCode.BUSY, "Too many connections are being looked at.")));
    }
  }

  private JsonNode run(ConnectionChanged connection, Job job, Caller caller) {
    try {
      return upstream.send(
          ServiceName.EXECUTOR,
          "POST",
          "/internal/connections/%s/%s%s"
              .formatted(
                  Upstream.encode(connection.connectionId().value()),
                  job.wire(),
                  version(connection)),
          null,
          caller,
          longest);
    } catch (NexusException e) {
      return failed(e);
    }
  }

  /** What was just saved may still be on its way to the executor, which waits for it. */
  private static String version(ConnectionChanged connection) {
    return connection.signature() == null
        ? ""
        : "?signature=" + Upstream.encode(connection.signature().value());
  }

  private void end(ConnectionId connection, Job job, Instant started, JsonNode outcome) {
    database.update(
        "UPDATE gateway.connection_jobs SET ended_at = ?, outcome = ?"
            + " WHERE connection_id = ? AND job = ? AND started_at = ?",
        clock.instant(),
        new String(Json.bytes(outcome), StandardCharsets.UTF_8),
        connection.value(),
        job.wire(),
        started);
  }

  private static JsonNode failed(NexusException why) {
    return Json.tree(
        Map.of(
            "passed",
            false,
            "state",
            "failed",
            "problem",
            why.code().wire(),
            "message",
            why.getMessage(),
            "advice",
            "Try again in a moment."));
  }

  private Status status(ResultSet row) throws SQLException {
    Instant started = instant(row, "started_at");
    Instant ended = instant(row, "ended_at");
    if (ended == null) {
      boolean lost = started.isBefore(clock.instant().minus(longest));
      return new Status(lost ? State.INTERRUPTED : State.RUNNING, started, null, null);
    }
    return new Status(
        State.COMPLETED,
        started,
        ended,
        Json.read(row.getString("outcome").getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  @PreDestroy
  void stop() {
    workers.shutdownNow();
  }
}
