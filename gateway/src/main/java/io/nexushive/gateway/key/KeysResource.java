package io.nexushive.gateway.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys by which others verify grants, tickets, decisions and definitions. */
@Path("/api/keys")
@Tag(name = "Keys")
public class KeysResource {
  private static final int KEY_BYTES = 32;

  private final TrustStore trust;
  private final Renewal renewal;
  private final CurrentCaller caller;
  private final Clock clock;

  public KeysResource(TrustStore trust, Renewal renewal, CurrentCaller caller, Clock clock) {
    this.trust = trust;
    this.renewal = renewal;
    this.caller = caller;
    this.clock = clock;
  }

  /** A JSON Web Key Set (RFC 7517). */
  @RegisterForReflection
  public record KeySet(List<Key> keys) {}

  /**
   * An Ed25519 public key (RFC 8037).
   *
   * @param x its 32 bytes in base64url
   * @param issuer which service signs with it
   * @param purposes what its signatures are good for
   * @param notAfter from when on it is not believed; absent while it has no end
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Key(
      String kty,
      String crv,
      String kid,
      String use,
      String alg,
      String x,
      String issuer,
      List<String> purposes,
      Instant notAfter) {

    static Key of(TrustedKey key) {
      byte[] spki = Base64.getDecoder().decode(key.publicKey());
      // The key itself is the end of its SubjectPublicKeyInfo (RFC 8410).
      byte[] raw = Arrays.copyOfRange(spki, spki.length - KEY_BYTES, spki.length);
      return new Key(
          "OKP",
          "Ed25519",
          key.kid(),
          "sig",
          "EdDSA",
          Base64.getUrlEncoder().withoutPadding().encodeToString(raw),
          key.issuer(),
          List.copyOf(new TreeSet<>(key.purposes().stream().map(Purpose::wire).toList())),
          key.notAfter());
    }
  }

  @GET
  @PermitAll
  @Produces({"application/json", "application/jwk-set+json"})
  @Operation(summary = "The public keys of the services that are believed now (RFC 7517)")
  public KeySet keys() {
    Instant now = clock.instant();
    return new KeySet(
        trust.keys().stream()
            .filter(key -> key.client() == null && key.isBelievedAt(now))
            .sorted(Comparator.comparing(TrustedKey::kid))
            .map(Key::of)
            .toList());
  }

  @POST
  @Path("renew")
  @RolesAllowed(Role.ADMIN)
  @Operation(summary = "Sign and seal anew what keys that end have signed and sealed")
  public Renewal.Report renew() {
    return renewal.renewAll(caller.caller());
  }
}
