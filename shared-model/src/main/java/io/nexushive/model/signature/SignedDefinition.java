package io.nexushive.model.signature;

import java.time.Instant;

/**
 * What stays on a compacted topic until it is said anew, signed by its one writer: it outlives the
 * key that signed it, unless the writer signs it again.
 */
public interface SignedDefinition {
  Signature signature();

  /** The same, signed with the key that {@code signer} has now. */
  SignedDefinition signedBy(Signer signer);

  /**
   * Checks that its writer said this.
   *
   * @throws UntrustedException when he did not
   */
  void verify(TrustStore trust, Instant now);
}
