package io.nexushive.audit.verify;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.Rows;
import io.nexushive.audit.intake.Heads;
import io.nexushive.audit.root.Root;
import io.nexushive.audit.root.RootLog;
import io.nexushive.audit.verify.HeadLookup.LookupFailed;
import io.nexushive.audit.verify.VerifyReport.Break;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.signature.TrustStore;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Checks everything that was ever recorded: every record's hash and number, every root's signature
 * and place, every root's heads against the chains, and the heads that this process wrote last.
 */
@Singleton
public class Verifier {
  private final DataSource database;
  private final RootLog log;
  private final Heads heads;
  private final TrustStore trust;
  private final Clock clock;
  private final Semaphore one = new Semaphore(1);
  private final AtomicLong checked = new AtomicLong();
  private volatile long total;

  public Verifier(DataSource database, RootLog log, Heads heads, TrustStore trust, Clock clock) {
    this.database = database;
    this.log = log;
    this.heads = heads;
    this.trust = trust;
    this.clock = clock;
  }

  /**
   * Walks all of it; memory does not grow with the number of records.
   *
   * @throws NexusException BUSY when a verification runs, UNAVAILABLE when the database does not
   *     answer
   */
  public VerifyReport verify() {
    if (!one.tryAcquire()) {
      throw new NexusException(
          ErrorCode.BUSY,
          String.format(
              Locale.ROOT,
              "A verification is running (%,d of %,d records checked); ask again later.",
              checked.get(),
              total));
    }
    try (Connection connection = database.getConnection()) {
      return verify(connection);
    } catch (SQLException | LookupFailed e) {
      throw new NexusException(ErrorCode.UNAVAILABLE, "The audit's database does not answer.", e);
    } finally {
      one.release();
    }
  }

  /** How far {@link #verify} is, for who waits for it. */
  public VerifyProgress progress() {
    return new VerifyProgress(one.availablePermits() == 0, checked.get(), total);
  }

  private VerifyReport verify(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      return walk(connection);
    } finally {
      connection.rollback();
      connection.setReadOnly(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  /**
   * The planner would rather read the whole table for each long chain and sort what it finds on
   * disk than follow the primary key, in whose order a chain's records are nearly stored.
   */
  private static void readChainsInTheirOrder(Connection connection) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute("SET LOCAL enable_sort = off");
    }
  }

  private VerifyReport walk(Connection connection) throws SQLException {
    Instant start = clock.instant();
    // Before the snapshot: whatever these name is committed, and so the snapshot must show it.
    RootLog.Tail last = log.tail();
    List<Root.Head> written = written();

    readChainsInTheirOrder(connection);
    List<Break> breaks = new ArrayList<>();
    Set<UUID> broken = new HashSet<>();
    checked.set(0);
    total = Rows.count(connection);
    Map<UUID, Chain> chains = Rows.chains(connection);
    for (Map.Entry<UUID, Chain> chain : chains.entrySet()) {
      Optional<Break> found =
          new ChainWalk(chain.getKey(), chain.getValue(), checked).over(connection);
      found.ifPresent(breaks::add);
      found.ifPresent(b -> broken.add(b.chainId()));
    }
    HeadLookup lookup = new HeadLookup(connection, chains.keySet(), broken, breaks);
    long roots = new RootWalk(last, trust, lookup::add, breaks).over(log);
    written.forEach(lookup::add);
    lookup.finish();
    return new VerifyReport(
        breaks.isEmpty(),
        chains.size(),
        checked.get(),
        roots,
        lookup.count(),
        start,
        Duration.between(start, clock.instant()).toMillis(),
        breaks.isEmpty() ? null : breaks.get(0),
        breaks);
  }

  /** The heads as this process wrote them; the last root may not know them yet. */
  private List<Root.Head> written() {
    return heads.snapshot().values().stream()
        .filter(entry -> entry.head().seq() > 0)
        .map(
            entry ->
                new Root.Head(
                    entry.chain().id(),
                    entry.chain().name(),
                    entry.head().seq(),
                    HexFormat.of().formatHex(entry.head().hash())))
        .toList();
  }
}
