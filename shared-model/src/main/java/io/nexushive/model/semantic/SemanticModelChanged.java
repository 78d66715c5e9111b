package io.nexushive.model.semantic;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.SignedDefinition;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.util.Objects;

/** A connection's semantic model as it now stands. */
public record SemanticModelChanged(
    ConnectionId connectionId, SemanticModel model, Signature signature)
    implements SignedDefinition {
  public SemanticModelChanged {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(model, "model");
  }

  @Override
  public SemanticModelChanged signedBy(Signer signer) {
    return new SemanticModelChanged(connectionId, model, signer.sign(content()));
  }

  /**
   * @throws UntrustedException when the gateway did not say this
   */
  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.SEMANTIC_MODEL, content(), signature, now);
  }

  private SignedContent content() {
    return SignedContent.of(Purpose.SEMANTIC_MODEL)
        .field("connection_id", connectionId)
        .text("model", Json.tree(model).toString());
  }
}
