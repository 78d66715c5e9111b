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
import java.util.List;
import java.util.UUID;

/** Walks one chain from its first record to its last, up to the first link that does not hold. */
final class ChainWalk {
  private static final int FETCH = 500;
  private static final String RECORDS =
      "SELECT " + Rows.COLUMNS + ", hash FROM audit.record WHERE chain_id = ? ORDER BY seq";

  private final UUID id;
  private final Chain chain;
  private final Anchors.List anchors;
  private long records;

  /**
   * @param id under which the chain is stored
   * @param chain what its row says
   * @param anchors what the roots say of it; {@code null} when they do not know it
   */
  ChainWalk(UUID id, Chain chain, Anchors.List anchors) {
    this.id = id;
    this.chain = chain;
    this.anchors = anchors;
  }

  long records() {
    return records;
  }

  /** Adds the first broken link to {@code breaks}, if there is one. */
  void over(Connection connection, List<Break> breaks) throws SQLException {
    if (!chain.id().equals(id)) {
      breaks.add(broken(Kind.CHAIN_ALTERED, null, null, "the chain's row is not what it was"));
      return;
    }
    byte[] previous = ChainHash.genesis(chain);
    long seq = 0;
    try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
      query.setFetchSize(FETCH);
      query.setObject(1, id);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Fields fields = Rows.read(rows);
          byte[] hash = rows.getBytes(Column.values().length + 1);
          records++;
          seq++;
          Break found = check(fields, hash, previous, seq);
          if (found != null) {
            breaks.add(found);
            return;
          }
          previous = hash;
        }
      }
    }
    if (anchors != null && anchors.nextSeq() != Long.MAX_VALUE) {
      String detail = "the chain ends with " + seq + ", a signed root names " + anchors.nextSeq();
      breaks.add(broken(Kind.TAIL_MISSING, seq + 1, null, detail));
    }
  }

  private Break check(Fields fields, byte[] hash, byte[] previous, long expectedSeq) {
    long seq = fields.number(Column.SEQ);
    Long offset = fields.number(Column.KAFKA_OFFSET);
    if (seq != expectedSeq) {
      return broken(
          Kind.RECORD_MISSING, expectedSeq, null, "the next record there is has number " + seq);
    }
    if (!Arrays.equals(hash, ChainHash.of(previous, fields))) {
      return broken(Kind.RECORD_ALTERED, seq, offset, "the record is not as it was hashed");
    }
    while (anchors != null && anchors.nextSeq() <= seq) {
      boolean inOrder = anchors.nextSeq() == seq;
      if (!anchors.take(hash) || !inOrder) {
        return broken(
            Kind.CHAIN_REPLACED, seq, offset, "a signed root names another hash for this record");
      }
    }
    return null;
  }

  private Break broken(Kind kind, Long seq, Long offset, String detail) {
    return new Break(kind, id, chain.name(), seq, offset, detail);
  }
}
