package io.nexushive.audit.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.AuditConfig;
import io.nexushive.audit.chain.RecordStore.Pending;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps rows in the database, or in the spool once the database has been away for a while. What is
 * in the spool goes first, so that the order stays.
 */
@Singleton
public class Keeper {
  private static final Logger LOG = Logger.getLogger(Keeper.class);

  private final Schema schema;
  private final Writer writer;
  private final Spool spool;
  private final IntakeState state;
  private final MeterRegistry registry;
  private final Clock clock;
  private final Duration patience;
  private final Duration retry;
  private final int chunk;
  private boolean migrated;
  private Instant awaySince;
  private Instant nextAttempt = Instant.MIN;

  public Keeper(
      Schema schema,
      Writer writer,
      Spool spool,
      IntakeState state,
      MeterRegistry registry,
      Clock clock,
      AuditConfig config) {
    this.schema = schema;
    this.writer = writer;
    this.spool = spool;
    this.state = state;
    this.registry = registry;
    this.clock = clock;
    this.patience = config.spool().after();
    this.retry = config.intake().retry();
    this.chunk = config.intake().batch();
  }

  /** Whether the rows are kept, wherever. */
  boolean keep(List<Pending> rows) {
    if (rows.isEmpty()) {
      return true;
    }
    if (spool.isEmpty() && tried(() -> writer.store(rows))) {
      return true;
    }
    if (spool.isFull() || (spool.isEmpty() && !isLongAway())) {
      return false;
    }
    if (spool.isEmpty()) {
      LOG.warn("the database stays away; records are spooled until it is back");
    }
    spool.add(rows);
    return true;
  }

  /** Whether the database has been away for so long that there is no waiting for it. */
  boolean isLongAway() {
    return awaySince != null && !clock.instant().isBefore(awaySince.plus(patience));
  }

  /** Moves some of what waits into the database; returns whether there is more to move now. */
  boolean drain() {
    if (spool.isEmpty() || clock.instant().isBefore(nextAttempt)) {
      return false;
    }
    Spool.Chunk oldest = spool.first(chunk);
    if (!tried(() -> writer.store(oldest.rows()))) {
      nextAttempt = clock.instant().plus(retry);
      return false;
    }
    spool.drop(oldest);
    if (spool.isEmpty()) {
      LOG.info("the spool is empty again");
    }
    return !spool.isEmpty();
  }

  /** Something that needs the database. */
  interface Attempt {
    void run() throws SQLException;
  }

  /** Whether the database did it. */
  boolean tried(Attempt attempt) {
    try {
      if (!migrated) {
        schema.migrate();
        migrated = true;
      }
      attempt.run();
      awaySince = null;
      state.storing(true);
      return true;
    } catch (SQLException e) {
      registry.counter(AuditMetrics.STORE_FAILURES).increment();
      if (awaySince == null) {
        awaySince = clock.instant();
        LOG.warn("the database does not take records; none is lost until it does", e);
      }
      state.storing(false);
      return false;
    }
  }
}
