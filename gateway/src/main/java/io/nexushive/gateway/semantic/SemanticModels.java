package io.nexushive.gateway.semantic;

import static io.nexushive.gateway.database.Database.instant;

import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.outbox.EventOutbox;
import io.nexushive.gateway.outbox.OutgoingEvent;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Signer;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Keeps the versions of semantic models and announces the newest, signed. */
@Singleton
public class SemanticModels {
  private static final int SHOWN = 100;
  private static final String WITH_TEXT =
      "SELECT version, text, author, saved_at FROM gateway.semantic_models";

  private final Database database;
  private final EventOutbox outbox;
  private final Signer signer;
  private final Clock clock;

  public SemanticModels(Database database, EventOutbox outbox, Signer signer, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.signer = signer;
    this.clock = clock;
  }

  Optional<SemanticVersion> newest(ConnectionId connection) {
    return database.first(
        WITH_TEXT + " WHERE connection_id = ? ORDER BY version DESC LIMIT 1",
        SemanticModels::version,
        connection.value());
  }

  Optional<SemanticVersion> version(ConnectionId connection, int version) {
    return database.first(
        WITH_TEXT + " WHERE connection_id = ? AND version = ?",
        SemanticModels::version,
        connection.value(),
        version);
  }

  private static SemanticVersion version(ResultSet row) throws SQLException {
    return new SemanticVersion(
        row.getInt("version"),
        row.getString("text"),
        row.getString("author"),
        instant(row, "saved_at"));
  }

  /** Whether a steward has saved one, which then holds instead of the installation's. */
  public boolean isKept(ConnectionId connection) {
    return newest(connection).isPresent();
  }

  /** Newest first, without the texts. */
  List<SemanticVersion> versions(ConnectionId connection) {
    return database.list(
        "SELECT version, author, saved_at FROM gateway.semantic_models"
            + " WHERE connection_id = ? ORDER BY version DESC LIMIT ?",
        row ->
            new SemanticVersion(
                row.getInt("version"), null, row.getString("author"), instant(row, "saved_at")),
        connection.value(),
        SHOWN);
  }

  /**
   * Saves a version and announces it, both or neither.
   *
   * @param base the version that was edited; 0 where there was none
   * @throws NexusException when somebody has saved another one meanwhile
   */
  SemanticVersion save(
      ConnectionId connection, int base, String text, SemanticModel model, String author) {
    SemanticVersion saved = new SemanticVersion(base + 1, text, author, clock.instant());
    String key = connection.value();
    List<OutgoingEvent> events =
        List.of(
            OutgoingEvent.of(
                EventId.derive(
                    key, EventType.SEMANTIC_MODEL_CHANGED, 0, "version-" + saved.version(), 0),
                EventType.SEMANTIC_MODEL_CHANGED,
                key,
                new SemanticModelChanged(connection, model, null).signedBy(signer)));
    boolean first =
        database.inTransaction(
            transaction -> {
              try (PreparedStatement statement =
                  transaction.prepareStatement(
                      "INSERT INTO gateway.semantic_models"
                          + " (connection_id, version, text, author, saved_at)"
                          + " SELECT ?, ?, ?, ?, ? WHERE ? = (SELECT COALESCE(max(version), 0)"
                          + " FROM gateway.semantic_models WHERE connection_id = ?)"
                          + " ON CONFLICT DO NOTHING")) {
                Database.bind(
                    statement, key, saved.version(), text, author, saved.savedAt(), base, key);
                if (statement.executeUpdate() == 0) {
                  return false;
                }
              }
              outbox.keep(transaction, events);
              return true;
            });
    if (!first) {
      throw new NexusException(
          ErrorCode.CONFLICT, "Somebody has saved another version meanwhile. Read it first.");
    }
    outbox.publish(events);
    return saved;
  }
}
