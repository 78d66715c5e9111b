package io.nexushive.gateway.budget;

import io.nexushive.gateway.database.Database;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.trace.TracePayload;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;

/** The use of language models in the database. */
@Singleton
public class UsageStore {
  private final Database database;

  public UsageStore(Database database) {
    this.database = database;
  }

  /**
   * A call that a trace event tells of.
   *
   * @param day in UTC
   */
  record Call(UUID eventId, RequestId request, LocalDate day, TracePayload.Usage usage) {}

  /**
   * Keeps calls under the askers of their requests. One that is kept already is not counted again;
   * one of a request that was not asked here is left out.
   */
  void keep(Collection<Call> calls) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO gateway.model_usage"
                      + " (event_id, tenant, asker, day, model, sent, written)"
                      + " SELECT ?, tenant, asker, ?, ?, ?, ? FROM gateway.requests"
                      + " WHERE request_id = ? ON CONFLICT (event_id) DO NOTHING")) {
            for (Call call : calls) {
              Database.bind(
                  statement,
                  call.eventId(),
                  call.day(),
                  call.usage().model(),
                  call.usage().sent(),
                  call.usage().written(),
                  call.request().value());
              statement.addBatch();
            }
            statement.executeBatch();
          }
          return null;
        });
  }

  /** The tokens that {@code subject} used on {@code day}, in UTC. */
  long tokens(TenantId tenant, String subject, LocalDate day) {
    return database
        .first(
            "SELECT COALESCE(SUM(sent + written), 0) AS tokens FROM gateway.model_usage"
                + " WHERE tenant = ? AND asker = ? AND day = ?",
            row -> row.getLong("tokens"),
            tenant.value(),
            subject,
            day)
        .orElseThrow();
  }
}
