package io.nexushive.model.policy;

import io.nexushive.model.id.ProjectId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.SignedDefinition;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.util.Objects;

/**
 * A project's policy as it now stands; only the policy service reads the document.
 *
 * @param document the policy as YAML text
 */
public record PolicyChanged(ProjectId projectId, String document, Signature signature)
    implements SignedDefinition {
  public PolicyChanged {
    Objects.requireNonNull(projectId, "projectId");
    Objects.requireNonNull(document, "document");
  }

  /** SHA-256 of the document, as verdicts name it. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  public String version() {
    return SignedContent.sha256(document);
  }

  @Override
  public PolicyChanged signedBy(Signer signer) {
    return new PolicyChanged(projectId, document, signer.sign(content()));
  }

  /**
   * @throws UntrustedException when the gateway did not say this
   */
  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.POLICY, content(), signature, now);
  }

  private SignedContent content() {
    return SignedContent.of(Purpose.POLICY)
        .field("project_id", projectId)
        .text("document", document);
  }
}
