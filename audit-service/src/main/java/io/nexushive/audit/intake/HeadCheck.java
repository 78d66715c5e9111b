package io.nexushive.audit.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.ChainHash;
import io.nexushive.audit.chain.ChainHead;
import io.nexushive.audit.chain.RecordStore;
import io.nexushive.audit.root.Root;
import io.nexushive.audit.root.RootLog;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks at the ends of chains before anything is appended to them: that the last record is the one
 * that its hash says, and that the last root's head is where it was. What does not hold is said
 * aloud, and recording goes on: evidence is not made better by having less of it. The whole truth
 * is told by a verification.
 */
@Singleton
public class HeadCheck {
  private static final Logger LOG = Logger.getLogger(HeadCheck.class);

  private final RecordStore store;
  private final RootLog log;
  private final MeterRegistry registry;

  public HeadCheck(RecordStore store, RootLog log, MeterRegistry registry) {
    this.store = store;
    this.log = log;
    this.registry = registry;
  }

  /**
   * Checks the ends of {@code chains}, which the database says are {@code heads}.
   *
   * @throws SQLException when the database cannot be asked
   */
  void check(Collection<Chain> chains, Map<UUID, ChainHead> heads) throws SQLException {
    Map<UUID, RecordStore.End> ends = store.ends(heads.keySet());
    Map<UUID, Root.Head> signed = new HashMap<>(log.lastHeads());
    signed.keySet().retainAll(heads.keySet());
    Map<UUID, Long> numbers = new HashMap<>();
    signed.forEach((id, head) -> numbers.put(id, head.seq()));
    Map<UUID, byte[]> hashes = store.hashes(numbers);
    for (Chain chain : chains) {
      RecordStore.End end = ends.get(chain.id());
      byte[] genesis = ChainHash.genesis(chain);
      if (end != null
          && !Arrays.equals(end.hash(), ChainHash.of(end.previous(genesis), end.fields()))) {
        report(chain, "the last record is not as it was hashed");
      }
      Root.Head head = signed.get(chain.id());
      if (head != null
          && !Arrays.equals(HexFormat.of().parseHex(head.hash()), hashes.get(chain.id()))) {
        report(chain, "the chain does not hold what the last root signed");
      }
    }
  }

  private void report(Chain chain, String what) {
    LOG.errorf("audit chain is broken, verify it chain=%s finding=%s", chain.name(), what);
    registry.counter(AuditMetrics.BROKEN).increment();
  }
}
