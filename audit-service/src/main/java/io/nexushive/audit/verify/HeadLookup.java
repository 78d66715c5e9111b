package io.nexushive.audit.verify;

import io.nexushive.audit.root.Root;
import io.nexushive.audit.verify.VerifyReport.Break;
import io.nexushive.audit.verify.VerifyReport.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Looks up in the chains what roots say of them, many heads at a time: there may be millions, and
 * none of them is kept in memory.
 */
final class HeadLookup {
  private static final int AT_ONCE = 2_000;
  private static final String HASHES =
      "SELECT r.chain_id, r.seq, r.kafka_offset, r.hash"
          + " FROM (SELECT DISTINCT * FROM unnest(?::uuid[], ?::bigint[]) AS u (id, seq)) AS w"
          + " JOIN audit.record r ON r.chain_id = w.id AND r.seq = w.seq";

  private final Connection connection;
  private final Set<UUID> chains;
  private final Set<UUID> broken;
  private final List<Break> breaks;
  private final List<Root.Head> waiting = new ArrayList<>();
  private long count;

  private record Place(UUID chain, long seq) {}

  private record Found(long offset, String hash) {}

  /**
   * @param chains those that are there
   * @param broken those whose first broken link is known; what roots say of them adds nothing
   */
  HeadLookup(Connection connection, Set<UUID> chains, Set<UUID> broken, List<Break> breaks) {
    this.connection = connection;
    this.chains = chains;
    this.broken = new HashSet<>(broken);
    this.breaks = breaks;
  }

  /** How many heads were looked up. */
  long count() {
    return count;
  }

  /** Looks this one up, sooner or later. */
  void add(Root.Head head) {
    count++;
    waiting.add(head);
    if (waiting.size() >= AT_ONCE) {
      finish();
    }
  }

  /** Looks up what waits. */
  void finish() {
    try {
      Map<Place, Found> found = find();
      waiting.forEach(head -> compare(head, found.get(new Place(head.chainId(), head.seq()))));
      waiting.clear();
    } catch (SQLException e) {
      throw new LookupFailed(e);
    }
  }

  private void compare(Root.Head head, Found found) {
    if (broken.contains(head.chainId())) {
      return;
    }
    if (!chains.contains(head.chainId())) {
      report(head, Kind.CHAIN_MISSING, null, "a signed root names this chain, and it is not there");
    } else if (found == null) {
      report(head, Kind.TAIL_MISSING, null, "a signed root names this record, and it is not there");
    } else if (!found.hash().equals(head.hash())) {
      report(
          head,
          Kind.CHAIN_REPLACED,
          found.offset(),
          "a signed root names another hash for this record");
    }
  }

  private void report(Root.Head head, Kind kind, Long offset, String detail) {
    broken.add(head.chainId());
    breaks.add(new Break(kind, head.chainId(), head.name(), head.seq(), offset, detail));
  }

  private Map<Place, Found> find() throws SQLException {
    Map<Place, Found> found = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(HASHES)) {
      query.setArray(
          1, connection.createArrayOf("uuid", waiting.stream().map(Root.Head::chainId).toArray()));
      query.setArray(
          2, connection.createArrayOf("bigint", waiting.stream().map(Root.Head::seq).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(
              new Place(rows.getObject(1, UUID.class), rows.getLong(2)),
              new Found(rows.getLong(3), HexFormat.of().formatHex(rows.getBytes(4))));
        }
      }
    }
    return found;
  }

  /** Carries a failure of the database through the walk over the log. */
  static final class LookupFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LookupFailed(SQLException cause) {
      super(cause);
    }
  }
}
