package io.nexushive.model.connection;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.SignedDefinition;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A connection as it now stands.
 *
 * @param kind which adapter serves it, for example {@code sqlite}
 * @param settings what the adapter needs beside secrets: host, port, database, file
 * @param owner subject of its owner; absent for one that all of the tenant share
 * @param sealedCredential the secret, sealed so that only the executor opens it; absent where none
 *     is needed
 * @param deleted whether it is gone
 */
public record ConnectionChanged(
    ConnectionId connectionId,
    TenantId tenantId,
    String name,
    String kind,
    Map<String, String> settings,
    String owner,
    String sealedCredential,
    boolean deleted,
    Signature signature)
    implements SignedDefinition {

  public ConnectionChanged {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(kind, "kind");
    settings = settings == null ? Map.of() : Map.copyOf(settings);
  }

  @Override
  public ConnectionChanged signedBy(Signer signer) {
    return new ConnectionChanged(
        connectionId,
        tenantId,
        name,
        kind,
        settings,
        owner,
        sealedCredential,
        deleted,
        signer.sign(content()));
  }

  /**
   * @throws UntrustedException when the gateway did not say this
   */
  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.CONNECTION, content(), signature, now);
  }

  /** The same with its secret sealed anew, unsigned. */
  public ConnectionChanged sealedAnew(String credential) {
    return new ConnectionChanged(
        connectionId, tenantId, name, kind, settings, owner, credential, deleted, null);
  }

  /** Without settings and the sealed credential, which have no place in a log. */
  @Override
  public String toString() {
    return "ConnectionChanged[" + connectionId + ", " + kind + "]";
  }

  private SignedContent content() {
    SignedContent content =
        SignedContent.of(Purpose.CONNECTION)
            .field("connection_id", connectionId)
            .field("tenant_id", tenantId)
            .text("name", name)
            .text("kind", kind)
            .text("owner", owner)
            .text("sealed_credential", sealedCredential)
            .field("deleted", deleted);
    new TreeMap<>(settings)
        .forEach((key, value) -> content.text("setting", key).text("value", value));
    return content;
  }
}
