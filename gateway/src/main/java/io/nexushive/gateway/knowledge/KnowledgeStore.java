package io.nexushive.gateway.knowledge;

import static io.nexushive.gateway.database.Database.instant;

import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.outbox.EventOutbox;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.FeedbackGiven;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Feedback and verified queries in the database, each change with the event that tells of it. */
@Singleton
class KnowledgeStore {
  private static final String COLUMNS =
      "knowledge_id, connection_id, question, sql, literals, state, revision, request_id, proposer,"
          + " proposed_at, decided_by, decided_at, reason";

  private final Database database;
  private final EventOutbox outbox;
  private final Signer signer;
  private final Clock clock;

  KnowledgeStore(Database database, EventOutbox outbox, Signer signer, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Which to list.
   *
   * @param connections those that the reader may use
   * @param reader whose own proposals are listed too; {@code null} for all there are
   * @param state absent: all
   * @param text which question or SQL has to contain; absent: any
   * @param before the last one that the reader has; absent: the beginning
   */
  record Page(
      Collection<String> connections,
      String reader,
      KnowledgeState state,
      String text,
      UUID before,
      int limit) {}

  /** What has been checked last, and under what. */
  record Basis(KnowledgeRow row, String policyVersion, String catalogVersion) {}

  Optional<KnowledgeRow> find(UUID id) {
    return database.first(
        "SELECT " + COLUMNS + " FROM gateway.knowledge WHERE knowledge_id = ? AND tenant = ?",
        KnowledgeStore::row,
        id,
        CurrentCaller.TENANT.value());
  }

  /** Newest first. */
  List<KnowledgeRow> list(Page page) {
    String state = page.state() == null ? null : page.state().wire();
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.knowledge WHERE tenant = ? AND connection_id = ANY (?)"
            + " AND (?::text IS NULL OR state = 'approved' OR proposed_by = ?)"
            + " AND (?::text IS NULL OR state = ?)"
            + " AND (?::text IS NULL OR strpos(lower(question || ' ' || sql), lower(?)) > 0)"
            + " AND (?::uuid IS NULL OR (proposed_at, knowledge_id) <"
            + " (SELECT proposed_at, knowledge_id FROM gateway.knowledge WHERE knowledge_id = ?))"
            + " ORDER BY proposed_at DESC, knowledge_id DESC LIMIT ?",
        KnowledgeStore::row,
        CurrentCaller.TENANT.value(),
        page.connections(),
        page.reader(),
        page.reader(),
        state,
        state,
        page.text(),
        page.text(),
        page.before(),
        page.before(),
        page.limit());
  }

  /** All that answer questions, with what they were last checked under. */
  List<Basis> approved() {
    return database.list(
        "SELECT "
            + COLUMNS
            + ", checked_policy, checked_catalog FROM gateway.knowledge WHERE state = 'approved'"
            + " ORDER BY connection_id, knowledge_id",
        row ->
            new Basis(row(row), row.getString("checked_policy"), row.getString("checked_catalog")));
  }

  /**
   * Keeps feedback, and the candidate that it proposes.
   *
   * @param candidate absent where nothing is proposed
   * @return the candidate's id; that of the earlier one where the same is proposed or approved
   *     already
   */
  Optional<UUID> keep(FeedbackGiven feedback, Optional<KnowledgeRow> candidate) {
    Instant now = clock.instant();
    String key = feedback.requestId().toString();
    List<UUID> ids = new ArrayList<>();
    Runnable publish =
        database.inTransaction(
            transaction -> {
              Database.update(
                  transaction,
                  "INSERT INTO gateway.feedback"
                      + " (request_id, author, helpful, reason, corrected_sql, given_at)"
                      + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (request_id, author) DO UPDATE SET"
                      + " helpful = excluded.helpful, reason = excluded.reason,"
                      + " corrected_sql = excluded.corrected_sql, given_at = excluded.given_at",
                  feedback.requestId().value(),
                  feedback.by(),
                  feedback.helpful(),
                  feedback.reason(),
                  feedback.correctedSql(),
                  now);
              if (candidate.isPresent()) {
                ids.add(added(transaction, candidate.get()));
              }
              UUID eventId =
                  EventId.derive(
                      key,
                      EventType.FEEDBACK_GIVEN,
                      0,
                      feedback.by() + "|" + now.toEpochMilli(),
                      0);
              return outbox.keepInOrder(
                  transaction, eventId, EventType.FEEDBACK_GIVEN, key, feedback);
            });
    publish.run();
    return ids.stream().findFirst();
  }

  private static UUID added(Connection transaction, KnowledgeRow candidate) throws SQLException {
    String connection = candidate.connectionId().value();
    String fingerprint = SignedContent.sha256(candidate.question() + "\n" + candidate.sql());
    Database.update(
        transaction,
        "INSERT INTO gateway.knowledge (knowledge_id, tenant, connection_id, question, sql,"
            + " literals, fingerprint, state, request_id, proposed_by, proposer, proposed_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (tenant, connection_id, fingerprint)"
            + " WHERE state IN ('candidate', 'approved') DO NOTHING",
        candidate.id(),
        CurrentCaller.TENANT.value(),
        connection,
        candidate.question(),
        candidate.sql(),
        json(candidate.literals()),
        fingerprint,
        KnowledgeState.CANDIDATE.wire(),
        candidate.requestId().value(),
        candidate.proposer().subject(),
        json(candidate.proposer()),
        candidate.proposedAt());
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT knowledge_id FROM gateway.knowledge WHERE tenant = ? AND connection_id = ?"
                + " AND fingerprint = ? AND state IN ('candidate', 'approved')")) {
      Database.bind(statement, CurrentCaller.TENANT.value(), connection, fingerprint);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getObject(1, UUID.class);
      }
    }
  }

  /**
   * Approves a candidate and announces it. What answered the same question before is retired.
   *
   * @param checked the SQL as it passed just now
   * @return whether it was still a candidate
   */
  boolean approve(KnowledgeRow candidate, CheckedSql checked, String steward, String words) {
    return change(
        transaction -> {
          int approved =
              Database.update(
                  transaction,
                  "UPDATE gateway.knowledge SET state = 'approved', revision = revision + 1,"
                      + " decided_by = ?, decided_at = ?, reason = ?, checked_policy = ?,"
                      + " checked_catalog = ? WHERE knowledge_id = ? AND state = 'candidate'",
                  steward,
                  clock.instant(),
                  words,
                  checked.policyVersion(),
                  checked.catalogVersion(),
                  candidate.id());
          if (approved == 0) {
            return List.of();
          }
          List<KnowledgeChanged> changes = new ArrayList<>();
          changes.add(candidate.announced(candidate.revision() + 1, steward));
          changes.addAll(
              retire(
                  transaction,
                  steward,
                  "Replaced by another query for the same question.",
                  "connection_id = ? AND lower(question) = lower(?) AND knowledge_id <> ?",
                  candidate.connectionId().value(),
                  candidate.question(),
                  candidate.id()));
          return changes;
        });
  }

  /**
   * @return whether it was still a candidate
   */
  boolean reject(UUID id, String steward, String words) {
    return database.update(
            "UPDATE gateway.knowledge SET state = 'rejected', decided_by = ?, decided_at = ?,"
                + " reason = ? WHERE knowledge_id = ? AND state = 'candidate'",
            steward,
            clock.instant(),
            words,
            id)
        == 1;
  }

  /**
   * Takes a verified query out of use and announces that.
   *
   * @param by the steward; {@code null} where it happens by itself
   * @return whether it was in use
   */
  boolean retire(UUID id, String by, String reason) {
    return change(transaction -> retire(transaction, by, reason, "knowledge_id = ?", id));
  }

  /** Notes what a verified query has passed under. */
  void passed(UUID id, CheckedSql checked) {
    database.update(
        "UPDATE gateway.knowledge SET checked_policy = ?, checked_catalog = ?"
            + " WHERE knowledge_id = ?",
        checked.policyVersion(),
        checked.catalogVersion(),
        id);
  }

  private List<KnowledgeChanged> retire(
      Connection transaction, String by, String reason, String which, Object... values)
      throws SQLException {
    List<Object> all = new ArrayList<>();
    all.add(by);
    all.add(clock.instant());
    all.add(reason);
    all.addAll(List.of(values));
    List<KnowledgeChanged> changes = new ArrayList<>();
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE gateway.knowledge SET state = 'retired', revision = revision + 1,"
                + " decided_by = ?, decided_at = ?, reason = ? WHERE state = 'approved' AND "
                + which
                + " RETURNING knowledge_id, connection_id, revision")) {
      Database.bind(statement, all.toArray());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          changes.add(
              KnowledgeChanged.retired(
                  row.getString("knowledge_id"),
                  new ConnectionId(row.getString("connection_id")),
                  row.getInt("revision")));
        }
      }
    }
    return changes;
  }

  private boolean change(Database.Work<List<KnowledgeChanged>> work) {
    List<Runnable> publications =
        database.inTransaction(
            transaction -> {
              List<Runnable> kept = new ArrayList<>();
              for (KnowledgeChanged change : work.on(transaction)) {
                UUID eventId =
                    EventId.derive(
                        change.id(),
                        EventType.KNOWLEDGE_CHANGED,
                        0,
                        "revision-" + change.revision(),
                        0);
                kept.add(
                    outbox.keepInOrder(
                        transaction,
                        eventId,
                        EventType.KNOWLEDGE_CHANGED,
                        change.id(),
                        change.signedBy(signer)));
              }
              return kept;
            });
    publications.forEach(Runnable::run);
    return !publications.isEmpty();
  }

  private static KnowledgeRow row(ResultSet row) throws SQLException {
    return new KnowledgeRow(
        row.getObject("knowledge_id", UUID.class),
        new ConnectionId(row.getString("connection_id")),
        row.getString("question"),
        row.getString("sql"),
        List.of(read(row.getString("literals"), KnowledgeChanged.Literal[].class)),
        KnowledgeState.of(row.getString("state")),
        row.getInt("revision"),
        new RequestId(row.getObject("request_id", UUID.class)),
        read(row.getString("proposer"), Asker.class),
        instant(row, "proposed_at"),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        row.getString("reason"));
  }

  private static String json(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  private static <T> T read(String json, Class<T> type) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
  }
}
