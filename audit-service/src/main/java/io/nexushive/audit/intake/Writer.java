package io.nexushive.audit.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.ChainHead;
import io.nexushive.audit.chain.RecordStore;
import io.nexushive.audit.chain.RecordStore.Pending;
import io.nexushive.audit.record.Column;
import io.nexushive.runtime.fault.FaultPoint;
import io.nexushive.runtime.fault.Faults;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Stores batches, each record once. What the chain's end says is already there is left out, so that
 * a batch may be given again whenever it is not known whether it was stored.
 */
@Singleton
public class Writer {
  private static final Logger LOG = Logger.getLogger(Writer.class);

  /** The SQL states that say that a value, and not the database, is at fault. */
  private static final Set<String> DATA_FAULTS = Set.of("22", "54");

  private final RecordStore store;
  private final HeadCheck check;
  private final Heads heads;
  private final MeterRegistry registry;
  private final Clock clock;
  private final Faults faults;

  public Writer(
      RecordStore store,
      HeadCheck check,
      Heads heads,
      MeterRegistry registry,
      Clock clock,
      Faults faults) {
    this.store = store;
    this.check = check;
    this.heads = heads;
    this.registry = registry;
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * Reads where the chains end; their heads are known afterwards.
   *
   * @throws SQLException when the database cannot be asked
   */
  void open(Collection<Chain> chains) throws SQLException {
    Map<UUID, ChainHead> found = store.heads(chains);
    check.check(chains, found);
    chains.forEach(chain -> heads.put(chain, found.get(chain.id())));
  }

  /**
   * Stores what is not stored yet.
   *
   * @throws SQLException when it is not known whether it was stored; the heads are forgotten then
   *     and read anew at the next call
   */
  void store(List<Pending> batch) throws SQLException {
    Set<Chain> unknown = new HashSet<>();
    for (Pending pending : batch) {
      if (heads.get(pending.chain()) == null) {
        unknown.add(pending.chain());
      }
    }
    if (!unknown.isEmpty()) {
      open(unknown);
    }
    List<Pending> news =
        batch.stream()
            .filter(p -> p.fields().number(Column.KAFKA_OFFSET) > heads.get(p.chain()).offset())
            .toList();
    if (!news.isEmpty()) {
      faults.at(FaultPoint.TAKEN);
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      news.forEach(pending -> pending.fields().set(Column.STORED_AT, now));
      append(news);
    }
  }

  private void append(List<Pending> news) throws SQLException {
    try {
      appendAtOnce(news);
    } catch (SQLException e) {
      if (!isDataFault(e)) {
        news.forEach(pending -> heads.remove(pending.chain()));
        throw e;
      }
      appendCarefully(news, e);
    }
  }

  /** One record of several cannot be stored as it is: halves the batch until it stands alone. */
  private void appendCarefully(List<Pending> news, SQLException fault) throws SQLException {
    if (news.size() > 1) {
      append(news.subList(0, news.size() / 2));
      append(news.subList(news.size() / 2, news.size()));
      return;
    }
    Pending only = news.get(0);
    LOG.warnf(
        "record kept as digests only chain=%s offset=%d state=%s",
        only.chain().name(), only.fields().number(Column.KAFKA_OFFSET), fault.getSQLState());
    registry.counter(AuditMetrics.OPAQUE).increment();
    try {
      appendAtOnce(List.of(new Pending(only.chain(), only.fields().withoutContents())));
    } catch (SQLException e) {
      heads.remove(only.chain());
      throw e;
    }
  }

  private void appendAtOnce(List<Pending> news) throws SQLException {
    Map<Chain, ChainHead> before = new HashMap<>();
    news.forEach(pending -> before.computeIfAbsent(pending.chain(), heads::get));
    faults.at(FaultPoint.BEFORE_PUBLISH);
    store.append(news, before).forEach(heads::put);
    Map<String, Long> standings =
        news.stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.fields().text(Column.STANDING), Collectors.counting()));
    standings.forEach(
        (standing, count) ->
            registry.counter(AuditMetrics.RECORDS, "standing", standing).increment(count));
    faults.at(FaultPoint.BEFORE_COMMIT);
  }

  private static boolean isDataFault(SQLException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && DATA_FAULTS.contains(sql.getSQLState().substring(0, 2))) {
        return true;
      }
    }
    return false;
  }
}
