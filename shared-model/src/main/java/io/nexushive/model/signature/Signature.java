package io.nexushive.model.signature;

import java.util.Objects;

/**
 * An Ed25519 signature (RFC 8032).
 *
 * @param kid which key made it, as named in the trust store
 * @param value 64 bytes in base64url without padding
 */
public record Signature(String kid, String value) {
  public Signature {
    Objects.requireNonNull(kid, "kid");
    Objects.requireNonNull(value, "value");
  }
}
