package io.nexushive.executor.query;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.query.GrantCheck.Permitted;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.runtime.stage.Cancellations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Runs statements as the stage does, without the topics around it. */
public final class TestQueries implements AutoCloseable {
  private static final int ROWS = 1_000;

  private final QueryRunner runner;

  public TestQueries(ExecutorConfig config) {
    Clock clock = Clock.systemUTC();
    runner =
        new QueryRunner(new Cancellations(null, clock), config, clock, new SimpleMeterRegistry());
  }

  /** Runs {@code sql} for a request whose deadline is {@code time} from now. */
  public QueryResult run(OpenConnection connection, String sql, Duration time) {
    Instant now = Instant.now();
    Request request =
        new Request(
            new RequestId(Uuids.v7()),
            new TenantId("default"),
            null,
            null,
            "How many?",
            new Asker("ada", new TreeSet<>(Set.of("analyst"))),
            connection.id(),
            null,
            false,
            0,
            now,
            now.plus(time),
            null);
    Obligations obligations = new Obligations(ROWS, 60_000, List.of(), List.of(), "role=analyst");
    return runner.run(connection, request, new Permitted(sql, sql, obligations));
  }

  @Override
  public void close() {
    runner.stop();
  }
}
