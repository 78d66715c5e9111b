package io.nexushive.audit.verify;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.Rows;
import io.nexushive.audit.intake.Heads;
import io.nexushive.audit.root.Root;
import io.nexushive.audit.root.RootLog;
import io.nexushive.audit.verify.VerifyReport.Break;
import io.nexushive.audit.verify.VerifyReport.Kind;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * Checks everything that was ever recorded: every root's signature and place, every record's hash
 * and number, every root's heads against the chains, and the heads that this process wrote last.
 */
@Singleton
public class Verifier {
  private final DataSource database;
  private final RootLog log;
  private final Heads heads;
  private final TrustStore trust;
  private final Clock clock;
  private final Semaphore one = new Semaphore(1);

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
      throw new NexusException(ErrorCode.BUSY, "A verification is running; ask again later.");
    }
    try {
      return walk();
    } catch (SQLException e) {
      throw new NexusException(ErrorCode.UNAVAILABLE, "The audit's database does not answer.", e);
    } finally {
      one.release();
    }
  }

  private VerifyReport walk() throws SQLException {
    Instant start = clock.instant();
    List<Break> breaks = new ArrayList<>();
    // Roots and heads first: whatever they name is committed, and so is in the snapshot after them.
    Anchors anchors = new Anchors();
    long roots = readRoots(anchors, breaks);
    heads
        .snapshot()
        .values()
        .forEach(
            entry -> {
              if (entry.head().seq() > 0) {
                anchors.add(
                    entry.chain().id(),
                    entry.chain().name(),
                    entry.head().seq(),
                    HexFormat.of().formatHex(entry.head().hash()));
              }
            });
    long anchorCount = anchors.count();
    long records = 0;
    long chains = 0;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        for (Map.Entry<UUID, Chain> stored : Rows.chains(connection).entrySet()) {
          ChainWalk walk =
              new ChainWalk(stored.getKey(), stored.getValue(), anchors.remove(stored.getKey()));
          walk.over(connection, breaks);
          records += walk.records();
          chains++;
        }
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    }
    anchors
        .rest()
        .forEach(
            (id, list) ->
                breaks.add(
                    new Break(
                        Kind.CHAIN_MISSING,
                        id,
                        list.name(),
                        null,
                        null,
                        "a signed root names this chain, and it is not there")));
    return new VerifyReport(
        breaks.isEmpty(),
        chains,
        records,
        roots,
        anchorCount,
        start,
        Duration.between(start, clock.instant()).toMillis(),
        breaks.isEmpty() ? null : breaks.get(0),
        breaks);
  }

  private long readRoots(Anchors anchors, List<Break> breaks) {
    RootLog.Tail known = log.tail();
    RootWalk walk = new RootWalk(known, anchors, breaks);
    log.read(walk::next);
    if (known.number() > 0 && !walk.metKnown) {
      walk.report(Kind.ROOT_MISSING, known.number(), "the log no longer ends with the last root");
    }
    return walk.count;
  }

  /** Follows the log from root to root. */
  private final class RootWalk {
    private final RootLog.Tail known;
    private final Anchors anchors;
    private final List<Break> breaks;
    private long number;
    private long count;
    private String previous;
    private boolean broken;
    private boolean metKnown;

    RootWalk(RootLog.Tail known, Anchors anchors, List<Break> breaks) {
      this.known = known;
      this.anchors = anchors;
      this.breaks = breaks;
    }

    void next(Root root, String sha256) {
      count++;
      if (root.number() != number + 1 || !Objects.equals(root.previous(), previous)) {
        report(Kind.ROOT_MISSING, root.number(), "this root does not follow the one before");
      }
      number = root.number();
      previous = sha256;
      metKnown |= number == known.number() && sha256.equals(known.sha256());
      try {
        root.verify(trust);
        root.heads().forEach(h -> anchors.add(h.chainId(), h.name(), h.seq(), h.hash()));
      } catch (UntrustedException | IllegalArgumentException e) {
        report(Kind.ROOT_FORGED, root.number(), "the root's signature is not the audit service's");
      }
    }

    void report(Kind kind, long at, String detail) {
      if (!broken) {
        broken = true;
        breaks.add(new Break(kind, null, null, at, null, detail));
      }
    }
  }
}
