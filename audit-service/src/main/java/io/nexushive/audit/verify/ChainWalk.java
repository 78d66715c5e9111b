package io.nexushive.audit.verify;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.ChainHash;
import io.nexushive.audit.chain.Rows;
import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import io.nexushive.audit.verify.VerifyReport.Break;
import io.nexushive.audit.verify.VerifyReport.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Walks one chain from its first record to its last, up to the first link that does not hold. */
final class ChainWalk {
  private static final int FETCH = 500;
  private static final String RECORDS =
      "SELECT " + Rows.COLUMNS + ", hash FROM audit.record WHERE chain_id = ? ORDER BY seq";

  private final UUID id;
  private final Chain chain;
  private final AtomicLong checked;
  private long records;

  /**
   * @param id under which the chain is stored
   * @param chain what its row says
   * @param checked counts each record that was hashed again
   */
  ChainWalk(UUID id, Chain chain, AtomicLong checked) {
    this.id = id;
    this.chain = chain;
    this.checked = checked;
  }

  /** The first broken link; empty where all hold. */
  Optional<Break> over(Connection connection) throws SQLException {
    if (!chain.id().equals(id)) {
      return broken(Kind.CHAIN_ALTERED, null, null, "the chain's row is not what it was");
    }
    byte[] previous = ChainHash.genesis(chain);
    try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
      query.setFetchSize(FETCH);
      query.setObject(1, id);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Fields fields = Rows.read(rows);
          byte[] hash = rows.getBytes(Column.values().length + 1);
          records++;
          checked.incrementAndGet();
          Optional<Break> found = check(fields, hash, previous);
          if (found.isPresent()) {
            return found;
          }
          previous = hash;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Break> check(Fields fields, byte[] hash, byte[] previous) {
    long seq = fields.number(Column.SEQ);
    if (seq != records) {
      return broken(
          Kind.RECORD_MISSING, records, null, "the next record there is has number " + seq);
    }
    if (!Arrays.equals(hash, ChainHash.of(previous, fields))) {
      return broken(
          Kind.RECORD_ALTERED,
          seq,
          fields.number(Column.KAFKA_OFFSET),
          "the record is not as it was hashed");
    }
    return Optional.empty();
  }

  private Optional<Break> broken(Kind kind, Long seq, Long offset, String detail) {
    return Optional.of(new Break(kind, id, chain.name(), seq, offset, detail));
  }
}
