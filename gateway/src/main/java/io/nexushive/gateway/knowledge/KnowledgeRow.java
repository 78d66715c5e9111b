package io.nexushive.gateway.knowledge;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A question with the SQL that answers it, as the database has it.
 *
 * @param sql as policy printed it
 * @param revision how often it has been announced
 * @param proposer with the rights that the SQL is checked with
 * @param decidedBy the steward who approved, rejected or retired it; absent where nobody did
 * @param reason why it was rejected or retired, or what the steward said
 */
record KnowledgeRow(
    UUID id,
    ConnectionId connectionId,
    String question,
    String sql,
    List<KnowledgeChanged.Literal> literals,
    KnowledgeState state,
    int revision,
    RequestId requestId,
    Asker proposer,
    Instant proposedAt,
    String decidedBy,
    Instant decidedAt,
    String reason) {

  /** What the translators are told while it is approved. */
  KnowledgeChanged announced(int announcement, String approvedBy) {
    return new KnowledgeChanged(
        id.toString(),
        connectionId,
        announcement,
        question,
        sql,
        literals,
        approvedBy,
        false,
        null);
  }
}
