package io.nexushive.gateway.thread;

import static io.nexushive.gateway.database.Database.instant;

import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.request.RequestStore;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ThreadId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conversations in the database. */
@Singleton
class ThreadStore {
  private static final String COLUMNS =
      "thread_id, owner, title, model, connection_id, created_at, updated_at";

  private final Database database;
  private final Clock clock;

  ThreadStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void create(ThreadRow thread) {
    database.update(
        "INSERT INTO gateway.threads (thread_id, tenant, owner, title, model, connection_id,"
            + " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        thread.id().value(),
        CurrentCaller.TENANT.value(),
        thread.owner(),
        thread.title(),
        thread.model(),
        thread.connection() == null ? null : thread.connection().value(),
        thread.createdAt(),
        thread.updatedAt());
  }

  /** The conversation, if {@code owner} holds it. */
  Optional<ThreadRow> find(ThreadId id, String owner) {
    return database.first(
        "SELECT "
            + COLUMNS
            + " FROM gateway.threads WHERE thread_id = ? AND tenant = ? AND owner = ?",
        ThreadStore::row,
        id.value(),
        CurrentCaller.TENANT.value(),
        owner);
  }

  /**
   * Conversations of {@code owner}, the one that was used last first.
   *
   * @param before the last one that the reader has; absent: the beginning
   */
  List<ThreadRow> list(String owner, ThreadId before, int limit) {
    UUID last = before == null ? null : before.value();
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.threads WHERE tenant = ? AND owner = ? AND (?::uuid IS NULL OR"
            + " (updated_at, thread_id) <"
            + " (SELECT updated_at, thread_id FROM gateway.threads"
            + " WHERE thread_id = ? AND owner = ?))"
            + " ORDER BY updated_at DESC, thread_id DESC LIMIT ?",
        ThreadStore::row,
        CurrentCaller.TENANT.value(),
        owner,
        last,
        last,
        owner,
        limit);
  }

  void rename(ThreadId id, String title) {
    change(id, "title", title);
  }

  void choose(ThreadId id, String model) {
    change(id, "model", model);
  }

  void connect(ThreadId id, ConnectionId connection) {
    change(id, "connection_id", connection == null ? null : connection.value());
  }

  /** Something was asked in it: it moves to the front, and gets a title where it has none. */
  void asked(ThreadId id, String title) {
    database.update(
        "UPDATE gateway.threads SET title = COALESCE(title, ?), updated_at = ? WHERE thread_id = ?",
        title,
        clock.instant(),
        id.value());
  }

  /** Takes it away together with the rows that were kept for it. */
  void delete(ThreadId id) {
    database.inTransaction(
        transaction -> {
          RequestStore.forgetRows(transaction, id);
          return Database.update(
              transaction, "DELETE FROM gateway.threads WHERE thread_id = ?", id.value());
        });
  }

  private void change(ThreadId id, String column, String value) {
    database.update(
        "UPDATE gateway.threads SET " + column + " = ?, updated_at = ? WHERE thread_id = ?",
        value,
        clock.instant(),
        id.value());
  }

  private static ThreadRow row(ResultSet row) throws SQLException {
    String connection = row.getString("connection_id");
    return new ThreadRow(
        new ThreadId(row.getObject("thread_id", UUID.class)),
        row.getString("owner"),
        row.getString("title"),
        row.getString("model"),
        connection == null ? null : new ConnectionId(connection),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }
}
