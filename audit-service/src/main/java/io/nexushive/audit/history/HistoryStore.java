package io.nexushive.audit.history;

import io.nexushive.audit.chain.Rows;
import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The tables, as far as people read them, and the archive markers. */
@Singleton
public class HistoryStore {
  /** What summaries need: everything but the payload and what is as long. */
  private static final List<Column> BRIEF =
      Arrays.stream(Column.values())
          .filter(c -> c != Column.PAYLOAD && c != Column.HEADERS && c != Column.RECORD_KEY)
          .toList();

  private static final List<Column> ALL = Arrays.asList(Column.values());
  private static final String FROM =
      " FROM audit.record r JOIN audit.chain c USING (chain_id) WHERE r.request_id = ANY (?)";

  /** In lists, of what clients saw only that which tells the outcome. */
  private static final String TELLING =
      " AND (r.trace_kind IS NULL OR r.outcome IS NOT NULL OR r.error_code IS NOT NULL)";

  private final DataSource database;

  public HistoryStore(DataSource database) {
    this.database = database;
  }

  /** Everything recorded of one request, in the order of time. */
  List<Entry> entries(UUID request) {
    return query(ALL, "", List.of(request)).getOrDefault(request, List.of());
  }

  /** What tells the outcome of several requests, each in the order of time. */
  Map<UUID, List<Entry>> outcomes(Collection<UUID> requests) {
    return query(BRIEF, TELLING, requests);
  }

  /**
   * Ids of requests with a proved asker, the newest first.
   *
   * @param asker whose; {@code null}: everybody's of the tenant
   * @param before older than this one; {@code null}: from the newest on
   */
  List<UUID> asked(String tenant, String asker, UUID before, int limit) {
    String sql =
        "SELECT DISTINCT request_id FROM audit.record WHERE asker_verified AND tenant = ?"
            + (asker == null ? "" : " AND asker = ?")
            + (before == null ? "" : " AND request_id < ?")
            + " ORDER BY request_id DESC LIMIT ?";
    return with(
        sql,
        query -> {
          int index = 1;
          query.setString(index++, tenant);
          if (asker != null) {
            query.setString(index++, asker);
          }
          if (before != null) {
            query.setObject(index++, before);
          }
          query.setInt(index, limit);
          List<UUID> ids = new ArrayList<>();
          try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              ids.add(rows.getObject(1, UUID.class));
            }
          }
          return ids;
        });
  }

  /** Which of these requests are archived, by their last marker. */
  Set<UUID> archived(Collection<UUID> requests) {
    return with(
        "SELECT DISTINCT ON (request_id) request_id, archived FROM audit.archive_marker"
            + " WHERE request_id = ANY (?) ORDER BY request_id, marked_at DESC, marker_id DESC",
        query -> {
          query.setArray(1, query.getConnection().createArrayOf("uuid", requests.toArray()));
          Set<UUID> archived = new HashSet<>();
          try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              if (rows.getBoolean(2)) {
                archived.add(rows.getObject(1, UUID.class));
              }
            }
          }
          return archived;
        });
  }

  /** Adds a marker. */
  void mark(UUID marker, UUID request, boolean archived, String by, String reason, Instant at) {
    with(
        "INSERT INTO audit.archive_marker"
            + " (marker_id, request_id, archived, by_subject, reason, marked_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        insert -> {
          insert.setObject(1, marker);
          insert.setObject(2, request);
          insert.setBoolean(3, archived);
          insert.setString(4, by);
          insert.setString(5, reason);
          insert.setObject(6, at.atOffset(ZoneOffset.UTC));
          return insert.executeUpdate();
        });
  }

  private Map<UUID, List<Entry>> query(
      List<Column> columns, String condition, Collection<UUID> requests) {
    String sql =
        "SELECT "
            + columns.stream().map(c -> "r." + c.columnName()).collect(Collectors.joining(", "))
            + ", c.topic, c.partition, r.hash"
            + FROM
            + condition;
    sql = sql.replace("r.chain_id,", "chain_id,");
    return with(
        sql,
        query -> {
          query.setArray(1, query.getConnection().createArrayOf("uuid", requests.toArray()));
          Map<UUID, List<Entry>> found = new LinkedHashMap<>();
          try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              Entry entry = entry(rows, columns);
              found
                  .computeIfAbsent(entry.fields().uuid(Column.REQUEST_ID), k -> new ArrayList<>())
                  .add(entry);
            }
          }
          found.values().forEach(list -> list.sort(Fold.ORDER));
          return found;
        });
  }

  private static Entry entry(ResultSet row, List<Column> columns) throws SQLException {
    Fields fields = new Fields();
    int index = 1;
    for (Column column : columns) {
      fields.set(column, Rows.read(row, column, index++));
    }
    return new Entry(fields, row.getString(index), row.getInt(index + 1), row.getBytes(index + 2));
  }

  /** Work with a prepared statement. */
  interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  /**
   * Runs one statement.
   *
   * @throws NexusException UNAVAILABLE when the database does not answer
   */
  <T> T with(String sql, Work<T> work) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException e) {
      throw new NexusException(ErrorCode.UNAVAILABLE, "The audit's database does not answer.", e);
    }
  }
}
