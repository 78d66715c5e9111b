package io.nexushive.audit.chain;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import io.nexushive.audit.record.Standing;
import io.nexushive.model.event.EventType;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The tables, as far as they are written: chains are opened, rows appended, nothing changed. */
@Singleton
public class RecordStore {
  private static final String COPY = "COPY audit.record (" + Rows.COLUMNS + ", hash) FROM STDIN";
  private static final String OPEN =
      "INSERT INTO audit.chain (chain_id, cluster_id, topic_id, topic, partition)"
          + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String HEADS =
      "SELECT h.chain_id, h.seq, h.kafka_offset, h.hash FROM unnest(?::uuid[]) AS c (id)"
          + " CROSS JOIN LATERAL (SELECT chain_id, seq, kafka_offset, hash FROM audit.record"
          + " WHERE chain_id = c.id ORDER BY seq DESC LIMIT 1) AS h";
  private static final String ENDS =
      "SELECT h.*, (SELECT hash FROM audit.record p WHERE p.chain_id = h.chain_id"
          + " AND p.seq = h.seq - 1) AS previous FROM unnest(?::uuid[]) AS c (id)"
          + " CROSS JOIN LATERAL (SELECT "
          + Rows.COLUMNS
          + ", hash FROM audit.record WHERE chain_id = c.id ORDER BY seq DESC LIMIT 1) AS h";
  private static final String HASHES =
      "SELECT r.chain_id, r.hash FROM unnest(?::uuid[], ?::bigint[]) AS w (id, seq)"
          + " JOIN audit.record r ON r.chain_id = w.id AND r.seq = w.seq";
  private static final String SAID_BEFORE =
      "SELECT r.event_id, c.topic, r.payload_sha256 FROM audit.record r"
          + " JOIN audit.chain c USING (chain_id)"
          + " WHERE r.event_id = ANY (?) AND r.standing = 'first'";
  private static final Set<String> DEAD_LETTERS =
      EventType.topics().stream()
          .map(t -> t.name())
          .filter(name -> name.contains(".dead-letter."))
          .collect(Collectors.toUnmodifiableSet());

  private final DataSource database;

  public RecordStore(DataSource database) {
    this.database = database;
  }

  /** A row for a chain. */
  public record Pending(Chain chain, Fields fields) {}

  /**
   * Where the chains end, by id of chain; chains that are new are opened.
   *
   * @throws SQLException when the database cannot be asked
   */
  public Map<UUID, ChainHead> heads(Collection<Chain> chains) throws SQLException {
    Map<UUID, ChainHead> heads = new HashMap<>();
    chains.forEach(chain -> heads.put(chain.id(), ChainHead.empty(chain)));
    try (Connection connection = database.getConnection()) {
      try (PreparedStatement open = connection.prepareStatement(OPEN)) {
        for (Chain chain : chains) {
          open.setObject(1, chain.id());
          open.setString(2, chain.clusterId());
          open.setObject(3, chain.topicId());
          open.setString(4, chain.topic());
          open.setInt(5, chain.partition());
          open.addBatch();
        }
        open.executeBatch();
      }
      try (PreparedStatement query = connection.prepareStatement(HEADS)) {
        query.setArray(1, connection.createArrayOf("uuid", heads.keySet().toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            heads.put(
                rows.getObject(1, UUID.class),
                new ChainHead(rows.getLong(2), rows.getLong(3), rows.getBytes(4)));
          }
        }
      }
    }
    return heads;
  }

  /**
   * The last record of a chain.
   *
   * @param before the hash of the record before it; absent where there is none
   */
  public record End(Fields fields, byte[] hash, byte[] before) {
    /** What the record followed. */
    public byte[] previous(byte[] genesis) {
      return fields.number(Column.SEQ) == 1 || before == null ? genesis : before;
    }
  }

  /**
   * The last records of chains, by id of chain; empty ones have none.
   *
   * @throws SQLException when the database cannot be asked
   */
  public Map<UUID, End> ends(Collection<UUID> chains) throws SQLException {
    Map<UUID, End> ends = new HashMap<>();
    int columns = Column.values().length;
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(ENDS)) {
      query.setArray(1, connection.createArrayOf("uuid", chains.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Fields fields = Rows.read(rows);
          ends.put(
              fields.uuid(Column.CHAIN_ID),
              new End(fields, rows.getBytes(columns + 1), rows.getBytes(columns + 2)));
        }
      }
    }
    return ends;
  }

  /**
   * The hashes of records, by id of chain.
   *
   * @param numbers which record of each chain
   * @throws SQLException when the database cannot be asked
   */
  public Map<UUID, byte[]> hashes(Map<UUID, Long> numbers) throws SQLException {
    Map<UUID, byte[]> hashes = new HashMap<>();
    List<UUID> ids = List.copyOf(numbers.keySet());
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(HASHES)) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      query.setArray(
          2, connection.createArrayOf("bigint", ids.stream().map(numbers::get).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          hashes.put(rows.getObject(1, UUID.class), rows.getBytes(2));
        }
      }
    }
    return hashes;
  }

  /**
   * Appends rows to their chains in one transaction, each chain's in the order of their offsets.
   *
   * @param heads where the rows' chains end, as {@link #heads} or this method said; unchanged
   * @return where those chains end now
   * @throws SQLException when nothing was stored, or it is not known whether it was; then ask for
   *     the heads anew
   */
  public Map<Chain, ChainHead> append(List<Pending> batch, Map<Chain, ChainHead> heads)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        mark(connection, batch);
        Map<Chain, ChainHead> after = insert(connection, batch, heads);
        connection.commit();
        return after;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  /** A connection that is gone cannot be rolled back either; why it is gone is what matters. */
  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** COPY costs the server a fraction of what inserts do, and needs the same right. */
  private static Map<Chain, ChainHead> insert(
      Connection connection, List<Pending> batch, Map<Chain, ChainHead> heads) throws SQLException {
    Map<Chain, UUID> ids = new HashMap<>();
    Map<Chain, ChainHead> after = new HashMap<>();
    try (CopyRows rows = new CopyRows(connection, COPY)) {
      for (Pending pending : batch) {
        Chain chain = pending.chain();
        ChainHead head = after.getOrDefault(chain, heads.get(chain));
        Fields fields =
            pending
                .fields()
                .set(Column.CHAIN_ID, ids.computeIfAbsent(chain, Chain::id))
                .set(Column.SEQ, head.seq() + 1);
        byte[][] texts = fields.utf8();
        byte[] hash = ChainHash.of(head.hash(), texts);
        rows.add(texts, hash);
        after.put(chain, new ChainHead(head.seq() + 1, fields.number(Column.KAFKA_OFFSET), hash));
      }
      rows.end();
    }
    return after;
  }

  /** Finds, with one query for all, what was said before under the same event ids. */
  private static void mark(Connection connection, List<Pending> batch) throws SQLException {
    Set<String> ids =
        batch.stream()
            .map(p -> p.fields().text(Column.EVENT_ID))
            .filter(id -> id != null)
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return;
    }
    Map<String, String> said = new HashMap<>();
    Array wanted = connection.createArrayOf("text", ids.toArray());
    try (PreparedStatement query = connection.prepareStatement(SAID_BEFORE)) {
      query.setArray(1, wanted);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          said.put(scope(rows.getString(2), rows.getString(1)), content(rows.getString(3)));
        }
      }
    }
    for (Pending pending : batch) {
      String id = pending.fields().text(Column.EVENT_ID);
      if (id != null) {
        String content = content(pending.fields().text(Column.PAYLOAD_SHA256));
        String before = said.putIfAbsent(scope(pending.chain().topic(), id), content);
        Standing standing =
            before == null
                ? Standing.FIRST
                : before.equals(content) ? Standing.DUPLICATE : Standing.CONFLICT;
        pending.fields().set(Column.STANDING, standing.wire());
      }
    }
  }

  /** A dead letter repeats an event by design; it is compared with its like only. */
  private static String scope(String topic, String eventId) {
    return DEAD_LETTERS.contains(topic) ? topic + "|" + eventId : "|" + eventId;
  }

  private static String content(String sha256) {
    return sha256 == null ? "" : sha256;
  }
}
