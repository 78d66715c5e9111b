package io.nexushive.audit.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.ChainHead;
import io.nexushive.audit.chain.RecordStore;
import io.nexushive.audit.chain.RecordStore.Pending;
import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.RecordReader;
import io.nexushive.runtime.fault.FaultPoint;
import io.nexushive.runtime.fault.Faults;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private final RecordReader reader;
  private final Heads heads;
  private final MeterRegistry registry;
  private final Faults faults;

  public Writer(
      RecordStore store, RecordReader reader, Heads heads, MeterRegistry registry, Faults faults) {
    this.store = store;
    this.reader = reader;
    this.heads = heads;
    this.registry = registry;
    this.faults = faults;
  }

  /** A record with the chain that it belongs to. */
  record Arrived(Chain chain, ConsumerRecord<byte[], byte[]> record) {}

  /**
   * Reads where the chains end; their heads are known afterwards.
   *
   * @throws SQLException when the database cannot be asked
   */
  void open(Collection<Chain> chains) throws SQLException {
    Map<UUID, ChainHead> found = store.heads(chains);
    chains.forEach(chain -> heads.put(chain, found.get(chain.id())));
  }

  /**
   * Stores what is not stored yet.
   *
   * @throws SQLException when it is not known whether it was stored; the heads are forgotten then
   *     and read anew at the next call
   */
  void store(List<Arrived> batch) throws SQLException {
    Set<Chain> unknown = new HashSet<>();
    for (Arrived arrived : batch) {
      if (heads.get(arrived.chain()) == null) {
        unknown.add(arrived.chain());
      }
    }
    if (!unknown.isEmpty()) {
      open(unknown);
    }
    List<Arrived> news =
        batch.stream().filter(a -> a.record().offset() > heads.get(a.chain()).offset()).toList();
    if (!news.isEmpty()) {
      faults.at(FaultPoint.TAKEN);
      append(news);
    }
  }

  private void append(List<Arrived> news) throws SQLException {
    try {
      List<Pending> pending = new ArrayList<>(news.size());
      for (Arrived arrived : news) {
        pending.add(new Pending(arrived.chain(), reader.read(arrived.record())));
      }
      append(news, pending);
    } catch (SQLException e) {
      if (!isDataFault(e)) {
        news.forEach(arrived -> heads.remove(arrived.chain()));
        throw e;
      }
      appendCarefully(news, e);
    }
  }

  /** One record of several cannot be stored as it is: halves the batch until it stands alone. */
  private void appendCarefully(List<Arrived> news, SQLException fault) throws SQLException {
    if (news.size() > 1) {
      append(news.subList(0, news.size() / 2));
      append(news.subList(news.size() / 2, news.size()));
      return;
    }
    Arrived only = news.get(0);
    LOG.warnf(
        "record kept as digests only chain=%s offset=%d state=%s",
        only.chain().name(), only.record().offset(), fault.getSQLState());
    registry.counter(AuditMetrics.OPAQUE).increment();
    try {
      append(news, List.of(new Pending(only.chain(), reader.readOpaquely(only.record()))));
    } catch (SQLException e) {
      heads.remove(only.chain());
      throw e;
    }
  }

  private void append(List<Arrived> news, List<Pending> pending) throws SQLException {
    Map<UUID, ChainHead> before = new HashMap<>();
    Map<UUID, Chain> chains = new HashMap<>();
    for (Arrived arrived : news) {
      before.computeIfAbsent(arrived.chain().id(), id -> heads.get(arrived.chain()));
      chains.put(arrived.chain().id(), arrived.chain());
    }
    faults.at(FaultPoint.BEFORE_PUBLISH);
    Map<UUID, ChainHead> after = store.append(pending, before);
    after.forEach((id, head) -> heads.put(chains.get(id), head));
    for (Pending one : pending) {
      registry
          .counter(AuditMetrics.RECORDS, "standing", one.fields().text(Column.STANDING))
          .increment();
    }
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
