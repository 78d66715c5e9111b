package io.nexushive.audit.history;

import io.nexushive.model.trace.TracePayload;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of one tenant over a time, counted by the database. A record that contradicts another one is
 * counted as a conflict only. Traces name no tenant, so that the tenant of their question counts.
 */
@Singleton
public class SummaryQuery {
  private static final String MINE =
      "WITH mine AS (SELECT DISTINCT request_id FROM audit.record"
          + " WHERE asker_verified AND tenant = ? AND stored_at >= ?) ";
  private static final String GROUPED =
      MINE
          + "SELECT c.topic, r.decision, r.sql_source, r.error_code,"
          + " r.asker_verified, r.standing, r.model_asked, count(*)"
          + " FROM audit.record r JOIN audit.chain c USING (chain_id)"
          + " WHERE r.stored_at >= ? AND (r.request_id IN (SELECT request_id FROM mine)"
          + " OR r.tenant = ? OR c.topic LIKE '%.dead-letter.%')"
          + " GROUP BY 1, 2, 3, 4, 5, 6, 7";
  private static final String ENDS =
      MINE
          + ", last AS (SELECT DISTINCT ON (r.request_id) r.outcome"
          + " FROM mine JOIN audit.record r USING (request_id)"
          + " WHERE r.trace_kind = 'done' AND r.standing = 'first' AND r.outcome IS NOT NULL"
          + " ORDER BY r.request_id, coalesce(r.event_time, r.kafka_time) DESC, r.seq DESC)"
          + " SELECT outcome, count(*) FROM last GROUP BY 1";
  private static final String DURATIONS =
      MINE
          + ", spans AS (SELECT extract(epoch FROM max(d.event_time) - min(q.event_time)) * 1000 AS ms"
          + " FROM mine JOIN audit.record q USING (request_id)"
          + " JOIN audit.record d USING (request_id)"
          + " WHERE q.asker_verified AND d.trace_kind = 'done' AND d.standing = 'first'"
          + " AND d.outcome = 'answered' GROUP BY request_id)"
          + " SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms),"
          + " percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) FROM spans";

  private final HistoryStore store;

  public SummaryQuery(HistoryStore store) {
    this.store = store;
  }

  AuditSummary since(String tenant, Instant since) {
    OffsetDateTime from = since.atOffset(ZoneOffset.UTC);
    Tally tally = new Tally();
    store.with(
        GROUPED,
        query -> {
          query.setString(1, tenant);
          query.setObject(2, from);
          query.setObject(3, from);
          query.setString(4, tenant);
          try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              tally.add(rows);
            }
          }
          return null;
        });
    store.with(
        ENDS,
        query -> {
          query.setString(1, tenant);
          query.setObject(2, from);
          try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              tally.addEnd(rows.getString("outcome"), rows.getLong("count"));
            }
          }
          return null;
        });
    Long[] percentiles = store.with(DURATIONS, query -> percentiles(query, tenant, from));
    return tally.summary(since, percentiles);
  }

  private static Long[] percentiles(PreparedStatement query, String tenant, OffsetDateTime from)
      throws SQLException {
    query.setString(1, tenant);
    query.setObject(2, from);
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      Long[] found = new Long[2];
      for (int i = 0; i < found.length; i++) {
        double ms = rows.getDouble(i + 1);
        found[i] = rows.wasNull() ? null : Math.round(ms);
      }
      return found;
    }
  }

  /** Sorts groups of equal records into sums. */
  private static final class Tally {
    private final Map<String, Long> byStatus = new TreeMap<>();
    private final Map<String, Long> byDecision = new TreeMap<>();
    private final Map<String, Long> bySource = new TreeMap<>();
    private final Map<String, Long> byErrorCode = new TreeMap<>();
    private long records;
    private long asked;
    private long unproved;
    private long waiting;
    private long fallbacks;
    private long retries;
    private long deadLetters;
    private long duplicates;
    private long conflicts;

    /** A stream that ended with a wait goes on when somebody has decided; its last end counts. */
    void addEnd(String outcome, long count) {
      if (outcome.equals(TracePayload.Outcome.PENDING_REVIEW.wire())) {
        waiting = count;
      } else {
        count(byStatus, outcome, count);
      }
    }

    void add(ResultSet row) throws SQLException {
      String topic = row.getString("topic");
      long count = row.getLong("count");
      records += count;
      switch (row.getString("standing")) {
        case "duplicate" -> duplicates += count;
        case "conflict" -> conflicts += count;
        default -> addFirst(row, topic, count);
      }
    }

    private void addFirst(ResultSet row, String topic, long count) throws SQLException {
      if (topic.contains(".dead-letter.")) {
        deadLetters += count;
        return;
      }
      String source = row.getString("sql_source");
      switch (topic) {
        case "nexus.question.asked.v1" -> {
          asked += row.getBoolean("asker_verified") ? count : 0;
          unproved += row.getBoolean("asker_verified") ? 0 : count;
        }
        case "nexus.query.approved.v1", "nexus.review.requested.v1" ->
            count(byDecision, row.getString("decision"), count);
        case "nexus.query.rejected.v1" -> {
          retries += count;
          countDenial(row, count);
        }
        case "nexus.request.failed.v1" -> {
          count(byErrorCode, row.getString("error_code"), count);
          countDenial(row, count);
        }
        case "nexus.answer.ready.v1", "nexus.question.answered.v1" -> {
          count(bySource, source, count);
          fallbacks += Fold.isFallback(row.getString("model_asked"), source) ? count : 0;
        }
        default -> {}
      }
    }

    private void countDenial(ResultSet row, long count) throws SQLException {
      if ("deny".equals(row.getString("decision"))) {
        count(byDecision, "deny", count);
      }
    }

    private static void count(Map<String, Long> sums, String name, long count) {
      if (name != null) {
        sums.merge(name, count, Long::sum);
      }
    }

    AuditSummary summary(Instant since, Long[] percentiles) {
      return new AuditSummary(
          since,
          records,
          asked,
          unproved,
          waiting,
          byStatus,
          byDecision,
          bySource,
          byErrorCode,
          fallbacks,
          retries,
          deadLetters,
          duplicates,
          conflicts,
          percentiles[0],
          percentiles[1]);
    }
  }
}
