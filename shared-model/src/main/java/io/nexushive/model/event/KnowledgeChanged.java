package io.nexushive.model.event;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.SignedDefinition;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import java.time.Instant;
import java.util.Objects;

/**
 * A verified query, as it now stands.
 *
 * @param retired whether it no longer answers questions
 */
public record KnowledgeChanged(
    String id,
    ConnectionId connectionId,
    String question,
    String sql,
    boolean retired,
    Signature signature)
    implements SignedDefinition {
  public KnowledgeChanged {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(connectionId, "connectionId");
  }

  @Override
  public KnowledgeChanged signedBy(Signer signer) {
    return new KnowledgeChanged(id, connectionId, question, sql, retired, signer.sign(content()));
  }

  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.KNOWLEDGE, content(), signature, now);
  }

  private SignedContent content() {
    return SignedContent.of(Purpose.KNOWLEDGE)
        .text("id", id)
        .field("connection_id", connectionId)
        .text("question", question)
        .text("sql", sql)
        .field("retired", retired);
  }
}
