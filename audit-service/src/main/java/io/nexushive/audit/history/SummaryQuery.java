package io.nexushive.audit.history;

import io.nexushive.model.trace.TracePayload;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of one tenant over a time, from the sums that the database keeps while records come in. A
 * record that contradicts another one is counted as a conflict only. Traces name no tenant, so that
 * the tenant of their question counts.
 */
@Singleton
public class SummaryQuery {
  /** What the database sums records up by. */
  private static final Duration STEP = Duration.ofMinutes(5);

  private static final String RECORDS =
      "SELECT topic, standing, nullif(decision, '') AS decision, nullif(sql_source, '') AS sql_source,"
          + " nullif(error_code, '') AS error_code, nullif(model_asked, '') AS model_asked,"
          + " asker_verified, sum(records) AS count FROM audit.record_sum"
          + " WHERE tenant IN (?, '') AND since >= ? GROUP BY 1, 2, 3, 4, 5, 6, 7";
  private static final String REQUESTS =
      "SELECT outcome, count(*), sum(records) AS records, sum(duplicates) AS duplicates,"
          + " sum(conflicts) AS conflicts FROM audit.request_sum"
          + " WHERE tenant = ? AND stored_at >= ? GROUP BY 1";
  private static final String DURATIONS =
      "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms),"
          + " percentile_cont(0.95) WITHIN GROUP (ORDER BY ms)"
          + " FROM (SELECT extract(epoch FROM answered_at - asked_at) * 1000 AS ms"
          + " FROM audit.request_sum WHERE tenant = ? AND stored_at >= ?) AS spans";

  private final HistoryStore store;

  public SummaryQuery(HistoryStore store) {
    this.store = store;
  }

  /**
   * @param since from when on; the sums begin at most five minutes before
   */
  AuditSummary since(String tenant, Instant since) {
    long step = STEP.toSeconds();
    Instant from = Instant.ofEpochSecond(since.getEpochSecond() / step * step);
    Tally tally = new Tally();
    each(RECORDS, tenant, from, tally::add);
    each(REQUESTS, tenant, from, tally::addRequests);
    List<Long> percentiles = new ArrayList<>();
    each(
        DURATIONS,
        tenant,
        from,
        row -> {
          percentiles.add(millis(row, 1));
          percentiles.add(millis(row, 2));
        });
    return tally.summary(from, percentiles);
  }

  /** Work with a row. */
  private interface RowWork {
    void on(ResultSet row) throws SQLException;
  }

  private void each(String sql, String tenant, Instant from, RowWork work) {
    store.with(
        sql,
        query -> {
          query.setString(1, tenant);
          query.setObject(2, from.atOffset(ZoneOffset.UTC));
          try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              work.on(rows);
            }
          }
          return null;
        });
  }

  private static Long millis(ResultSet row, int column) throws SQLException {
    double ms = row.getDouble(column);
    return row.wasNull() ? null : Math.round(ms);
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
    void addRequests(ResultSet row) throws SQLException {
      records += row.getLong("records");
      duplicates += row.getLong("duplicates");
      conflicts += row.getLong("conflicts");
      String outcome = row.getString("outcome");
      if (TracePayload.Outcome.PENDING_REVIEW.wire().equals(outcome)) {
        waiting = row.getLong("count");
      } else {
        count(byStatus, outcome, row.getLong("count"));
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

    AuditSummary summary(Instant since, List<Long> percentiles) {
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
          percentiles.get(0),
          percentiles.get(1));
    }
  }
}
