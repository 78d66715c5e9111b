package io.nexushive.audit.history;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.intake.Bench;
import io.nexushive.model.event.EventType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Rows of {@code audit.record} with what sums are made of, stored as the service's role. */
final class RecordRows {
  static final Instant NOW = Instant.now();
  private static final AtomicLong SEQ = new AtomicLong();
  private final Bench bench;
  private final List<Map<String, String>> batch = new ArrayList<>();

  RecordRows(Bench bench) {
    this.bench = bench;
  }

  /** Adds a row to the batch: column and value in turns. */
  RecordRows add(EventType type, UUID request, String... columns) {
    return add(type.topic(), request, columns);
  }

  RecordRows add(String topic, UUID request, String... columns) {
    Map<String, String> row = new HashMap<>(Map.of("topic", topic, "standing", "first"));
    if (request != null) {
      row.put("request_id", request.toString());
    }
    for (int i = 0; i < columns.length; i += 2) {
      row.put(columns[i], columns[i + 1]);
    }
    batch.add(row);
    return this;
  }

  RecordRows question(UUID request, String tenant) {
    return add(
        EventType.QUESTION_ASKED,
        request,
        "tenant",
        tenant,
        "asker_verified",
        "true",
        "event_time",
        NOW.toString());
  }

  /** A stream's end, so many milliseconds after the question. */
  RecordRows end(UUID request, String outcome, long after) {
    return add(
        EventType.TRACE_RECORDED,
        request,
        "trace_kind",
        "done",
        "outcome",
        outcome,
        "event_time",
        NOW.plusMillis(after).toString());
  }

  /** Stores the batch with one statement, as the service does. */
  void store() throws SQLException {
    List<String> names =
        List.of(
            "request_id",
            "tenant",
            "asker_verified",
            "event_time",
            "trace_kind",
            "outcome",
            "decision",
            "sql_source",
            "error_code",
            "model_asked",
            "standing");
    List<String> types =
        List.of(
            "uuid",
            "text",
            "boolean",
            "timestamptz",
            "text",
            "text",
            "text",
            "text",
            "text",
            "text",
            "text");
    StringBuilder sql = new StringBuilder();
    List<String> values = new ArrayList<>();
    for (Map<String, String> row : batch) {
      sql.append(sql.isEmpty() ? "" : ", ")
          .append("(?::uuid, ?::bigint, ?::bigint, now(), sha256('')");
      String seq = Long.toString(SEQ.incrementAndGet());
      values.addAll(List.of(chain(row.get("topic")).id().toString(), seq, seq));
      for (int i = 0; i < names.size(); i++) {
        sql.append(", ?::").append(types.get(i));
        values.add(row.get(names.get(i)));
      }
      sql.append(")");
    }
    try (Connection connection = bench.database().getConnection()) {
      connection.setAutoCommit(false);
      for (Map<String, String> row : batch) {
        open(connection, chain(row.get("topic")));
      }
      String columns = String.join(", ", names);
      String insert =
          "INSERT INTO audit.record (chain_id, seq, kafka_offset, stored_at, hash, %s) VALUES %s"
              .formatted(columns, sql);
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (int i = 0; i < values.size(); i++) {
          statement.setString(i + 1, values.get(i));
        }
        statement.executeUpdate();
      }
      connection.commit();
    }
    batch.clear();
  }

  static Chain chain(String topic) {
    return new Chain("cluster", new UUID(7, topic.hashCode()), topic, 0);
  }

  static void open(Connection connection, Chain chain) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO audit.chain VALUES ('%s', 'cluster', '%s', '%s', 0) ON CONFLICT DO NOTHING"
              .formatted(chain.id(), chain.topicId(), chain.topic()));
    }
  }
}
