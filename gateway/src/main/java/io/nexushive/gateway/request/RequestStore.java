package io.nexushive.gateway.request;

import static io.nexushive.gateway.database.Database.instant;

import io.nexushive.gateway.database.Database;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.ThreadId;
import io.nexushive.model.json.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Requests in the database. */
@Singleton
public class RequestStore {
  private static final String COLUMNS =
      "request_id, asker, status, ending, asked_at, deadline, ended_at, state";

  private final Database database;

  public RequestStore(Database database) {
    this.database = database;
  }

  /**
   * A question in the outbox.
   *
   * @param event the signed payload of question.asked
   * @param traceContext the headers under which it was asked
   */
  record Outgoing(RequestId id, byte[] event, Map<String, String> traceContext) {}

  /** A request that was asked before under the same idempotency key. */
  public record Earlier(RequestId id, String fingerprint) {}

  /**
   * What an event says of a request.
   *
   * @param deadline until when it should have come further
   */
  record Step(
      Request request, RequestStatus status, int progress, Instant deadline, String stateJson) {}

  /**
   * Keeps a new question, with the event that tells of it.
   *
   * @return the earlier request where the asker used {@code idempotencyKey} before; nothing is kept
   *     then
   */
  public Optional<Earlier> ask(
      Request request,
      byte[] event,
      Map<String, String> traceContext,
      String idempotencyKey,
      String fingerprint) {
    String json = new String(event, StandardCharsets.UTF_8);
    int added =
        database.update(
            "INSERT INTO gateway.requests (request_id, tenant, asker, thread_id, signature,"
                + " idempotency_key, fingerprint, status, progress, asked_at, deadline, event,"
                + " trace_context, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (tenant, asker, idempotency_key) WHERE idempotency_key IS NOT NULL"
                + " DO NOTHING",
            request.requestId().value(),
            request.tenantId().value(),
            request.asker().subject(),
            request.threadId() == null ? null : request.threadId().value(),
            request.signature().value(),
            idempotencyKey,
            fingerprint,
            RequestStatus.ASKED.wire(),
            request.askedAt(),
            request.deadline(),
            json,
            new String(Json.bytes(traceContext), StandardCharsets.UTF_8),
            json);
    if (added == 1) {
      return Optional.empty();
    }
    return database.first(
        "SELECT request_id, fingerprint FROM gateway.requests"
            + " WHERE tenant = ? AND asker = ? AND idempotency_key = ?",
        row ->
            new Earlier(
                new RequestId(row.getObject("request_id", UUID.class)),
                row.getString("fingerprint")),
        request.tenantId().value(),
        request.asker().subject(),
        idempotencyKey);
  }

  public Optional<RequestRow> find(RequestId id) {
    return database.first(
        "SELECT " + COLUMNS + " FROM gateway.requests WHERE request_id = ?",
        RequestStore::row,
        id.value());
  }

  /**
   * Requests of a conversation, newest first.
   *
   * @param before the last one that the reader has; absent: the beginning
   */
  public List<RequestRow> ofThread(ThreadId thread, RequestId before, int limit) {
    UUID last = before == null ? null : before.value();
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.requests WHERE thread_id = ? AND (?::uuid IS NULL OR"
            + " (asked_at, request_id) <"
            + " (SELECT asked_at, request_id FROM gateway.requests WHERE request_id = ?))"
            + " ORDER BY asked_at DESC, request_id DESC LIMIT ?",
        RequestStore::row,
        thread.value(),
        last,
        last,
        limit);
  }

  /** Requests of a conversation that have not ended, newest first. */
  public List<RequestRow> openOfThread(ThreadId thread) {
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.requests WHERE thread_id = ? AND ended_at IS NULL"
            + " ORDER BY asked_at DESC",
        RequestStore::row,
        thread.value());
  }

  /** Forgets the rows, and the words made from rows, of a conversation's requests. */
  public static void forgetRows(Connection transaction, ThreadId thread) throws SQLException {
    List<RequestRow> kept = new ArrayList<>();
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT " + COLUMNS + " FROM gateway.requests WHERE thread_id = ? FOR UPDATE")) {
      Database.bind(statement, thread.value());
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          kept.add(row(result));
        }
      }
    }
    for (RequestRow row : kept) {
      Database.update(
          transaction,
          "UPDATE gateway.requests SET state = ? WHERE request_id = ?",
          new String(Json.bytes(row.state().withoutRows()), StandardCharsets.UTF_8),
          row.id().value());
    }
  }

  /** Questions that nobody has published for a while, oldest first. */
  List<Outgoing> unpublished(Instant askedBefore, int limit) {
    return database.list(
        "SELECT request_id, event, trace_context FROM gateway.requests"
            + " WHERE published_at IS NULL AND asked_at < ? ORDER BY asked_at LIMIT ?",
        row ->
            new Outgoing(
                new RequestId(row.getObject("request_id", UUID.class)),
                row.getString("event").getBytes(StandardCharsets.UTF_8),
                headers(row.getString("trace_context"))),
        askedBefore,
        limit);
  }

  /** The broker has these; the event itself is kept in the envelope from now on. */
  void published(Collection<RequestId> ids, Instant now) {
    database.update(
        "UPDATE gateway.requests SET published_at = ?, event = NULL"
            + " WHERE request_id::text = ANY (?) AND published_at IS NULL",
        now,
        ids.stream().map(RequestId::toString).toList());
  }

  /**
   * Moves requests on. A request that another program asked over Kafka gets its row here. What has
   * ended, or is further already, stays as it is; so does a row whose request is another one.
   *
   * @param reviews the tickets on which some of them wait from now on
   */
  void advance(Collection<Step> steps, Collection<WaitingReview> reviews, Instant now) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO gateway.requests AS r (request_id, tenant, asker, signature, status,"
                      + " progress, asked_at, deadline, published_at, state, ended_at, updated_at)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      + " ON CONFLICT (request_id) DO UPDATE SET status = excluded.status,"
                      + " progress = excluded.progress, state = excluded.state,"
                      + " deadline = excluded.deadline,"
                      + " ended_at = excluded.ended_at, updated_at = excluded.updated_at,"
                      + " published_at = COALESCE(r.published_at, excluded.published_at)"
                      + " WHERE r.ended_at IS NULL AND r.ending IS NULL"
                      + " AND r.signature = excluded.signature"
                      + " AND r.progress < excluded.progress")) {
            for (Step step : steps) {
              Request request = step.request();
              Database.bind(
                  statement,
                  request.requestId().value(),
                  request.tenantId().value(),
                  request.asker().subject(),
                  request.signature().value(),
                  step.status().wire(),
                  step.progress(),
                  request.askedAt(),
                  step.deadline(),
                  now,
                  step.stateJson(),
                  step.status().isEnd() ? now : null,
                  now);
              statement.addBatch();
            }
            statement.executeBatch();
          }
          WaitingReview.insert(connection, reviews);
          return null;
        });
  }

  /**
   * Lets a request that waits for a person go on, in the caller's transaction.
   *
   * @param before the envelope as it waits
   * @param after the envelope with which it goes on, its request signed anew
   * @return whether it still waited; of two attempts at the same time one finds it so
   */
  public static boolean goOn(
      Connection transaction,
      RequestStatus next,
      AgentState before,
      AgentState after,
      RequestStatus waited,
      Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE gateway.requests SET status = ?, progress = ?, signature = ?, deadline = ?,"
                + " state = ?, updated_at = ? WHERE request_id = ? AND signature = ? AND status = ?"
                + " AND ending IS NULL AND ended_at IS NULL")) {
      Database.bind(
          statement,
          next.wire(),
          next.progress(after),
          after.request().signature().value(),
          after.request().deadline(),
          new String(Json.bytes(after), StandardCharsets.UTF_8),
          now,
          after.request().requestId().value(),
          before.request().signature().value(),
          waited.wire());
      return statement.executeUpdate() == 1;
    }
  }

  /** Decides that the gateway ends this request; empty when it has ended or somebody was first. */
  Optional<RequestRow> beginEnding(RequestId id, RequestStatus ending, Instant now) {
    return database.first(
        "UPDATE gateway.requests SET ending = ?, ending_at = ? WHERE request_id = ?"
            + " AND ended_at IS NULL AND ending IS NULL RETURNING "
            + COLUMNS,
        RequestStore::row,
        ending.wire(),
        now,
        id.value());
  }

  /**
   * Likewise for one that is late, unless it got more time since {@code late} was read: a steward
   * may have decided meanwhile.
   */
  Optional<RequestRow> beginTimeOut(RequestRow late, Instant now) {
    return database.first(
        "UPDATE gateway.requests SET ending = ?, ending_at = ? WHERE request_id = ?"
            + " AND ended_at IS NULL AND ending IS NULL AND deadline = ? RETURNING "
            + COLUMNS,
        RequestStore::row,
        RequestStatus.TIMED_OUT.wire(),
        now,
        late.id().value(),
        late.deadline());
  }

  /** Everybody has been told. */
  void finishEnding(RequestId id, RequestStatus ending, AgentState state, Instant now) {
    database.update(
        "UPDATE gateway.requests SET status = ?, progress = ?, state = ?, ended_at = ?,"
            + " updated_at = ? WHERE request_id = ? AND ended_at IS NULL",
        ending.wire(),
        RequestStatus.END,
        new String(Json.bytes(state), StandardCharsets.UTF_8),
        now,
        now,
        id.value());
  }

  /** Open requests whose deadline passed before {@code time}. */
  List<RequestRow> overdue(Instant time, int limit) {
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.requests WHERE ended_at IS NULL AND ending IS NULL AND deadline < ?"
            + " ORDER BY deadline LIMIT ?",
        RequestStore::row,
        time,
        limit);
  }

  /** Requests that wait for a steward, and that nobody is ending. */
  List<RequestRow> waiting(int limit) {
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.requests WHERE ended_at IS NULL AND ending IS NULL AND status = ?"
            + " ORDER BY deadline LIMIT ?",
        RequestStore::row,
        RequestStatus.PENDING_REVIEW.wire(),
        limit);
  }

  /** Requests that somebody began to end before {@code time} and did not finish ending. */
  List<RequestRow> halfEnded(Instant time, int limit) {
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.requests WHERE ended_at IS NULL AND ending_at < ? LIMIT ?",
        RequestStore::row,
        time,
        limit);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> headers(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
  }

  private static RequestRow row(ResultSet row) throws SQLException {
    String ending = row.getString("ending");
    return new RequestRow(
        new RequestId(row.getObject("request_id", UUID.class)),
        row.getString("asker"),
        RequestStatus.of(row.getString("status")),
        ending == null ? null : RequestStatus.of(ending),
        instant(row, "asked_at"),
        instant(row, "deadline"),
        instant(row, "ended_at"),
        row.getString("state"));
  }
}
