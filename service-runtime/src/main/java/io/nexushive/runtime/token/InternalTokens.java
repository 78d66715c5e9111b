package io.nexushive.runtime.token;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.SigningKey;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Issues and checks internal tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037). */
@Singleton
public class InternalTokens {
  private static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final int CLOCK_SKEW_SECONDS = 5;
  private static final String TENANT = "tenant";
  private static final String ROLES = "groups";
  private static final String ATTRIBUTES = "attributes";

  private final Supplier<Signer> signer;
  private final TrustStore trust;
  private final Clock clock;

  /** A service that issues no tokens needs no key to sign with. */
  @Inject
  public InternalTokens(Instance<Signer> signer, TrustStore trust, Clock clock) {
    this(signer::get, trust, clock);
  }

  /** The same without a container. */
  public InternalTokens(Supplier<Signer> signer, TrustStore trust, Clock clock) {
    this.signer = signer;
    this.trust = trust;
    this.clock = clock;
  }

  /** A token that {@code audience}, and no other service, accepts for a short while. */
  public String issue(ServiceName audience, Caller caller) {
    JwtClaims claims = new JwtClaims();
    claims.setAudience(audience.wire());
    claims.setSubject(caller.subject());
    claims.setStringClaim(TENANT, caller.tenant().value());
    claims.setStringListClaim(ROLES, List.copyOf(caller.roles()));
    claims.setClaim(ATTRIBUTES, caller.attributes());
    claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
    claims.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + LIFETIME.toMillis()));
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    SigningKey key = signer.get().current();
    jws.setKeyIdHeaderValue(key.kid());
    jws.setKey(key.privateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign an internal token", e);
    }
  }

  /**
   * Checks a token that was shown to {@code audience}.
   *
   * @throws UntrustedException when it is not valid here and now
   */
  public Caller verify(ServiceName audience, String token) {
    try {
      JwtClaims claims =
          new JwtConsumerBuilder()
              .setRequireExpirationTime()
              .setRequireSubject()
              .setExpectedAudience(audience.wire())
              .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
              .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
              .setJwsAlgorithmConstraints(
                  new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA))
              .setVerificationKeyResolver(
                  (jws, nesting) ->
                      trust.publicKey(Purpose.TOKEN, jws.getKeyIdHeaderValue(), clock.instant()))
              .build()
              .processToClaims(token);
      return new Caller(
          claims.getSubject(),
          new TenantId(claims.getStringClaimValue(TENANT)),
          Set.copyOf(claims.getStringListClaimValue(ROLES)),
          attributes(claims));
    } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
      throw new UntrustedException("the internal token is not valid");
    }
  }

  private static Map<String, List<String>> attributes(JwtClaims claims) {
    Map<String, List<String>> attributes = new HashMap<>();
    if (claims.getClaimValue(ATTRIBUTES) instanceof Map<?, ?> given) {
      given.forEach(
          (name, values) ->
              attributes.put(
                  name.toString(),
                  ((Collection<?>) values).stream().map(Object::toString).toList()));
    }
    return attributes;
  }
}
