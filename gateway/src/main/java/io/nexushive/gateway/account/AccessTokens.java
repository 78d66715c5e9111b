package io.nexushive.gateway.account;

import io.nexushive.gateway.GatewayConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Access tokens for local accounts (RFC 9068), signed with ES256; quarkus-oidc verifies them. */
@Singleton
public class AccessTokens {
  private final ECPrivateKey key;
  private final EllipticCurveJsonWebKey publicKey;
  private final Duration lifetime;
  private final String issuer;
  private final String audience;
  private final Clock clock;

  public AccessTokens(
      GatewayConfig config,
      Clock clock,
      @ConfigProperty(name = "quarkus.oidc.local.token.issuer") String issuer,
      @ConfigProperty(name = "quarkus.oidc.local.token.audience") String audience) {
    this.key = P256.privateKey(read(config));
    this.publicKey = new EllipticCurveJsonWebKey(P256.publicKey(key));
    this.publicKey.setUse("sig");
    this.publicKey.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    this.publicKey.setKeyId(this.publicKey.calculateBase64urlEncodedThumbprint("SHA-256"));
    this.lifetime = config.accounts().tokenLifetime();
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
  }

  /** A token with which {@code account} may call for a while. */
  String issue(Account account) {
    Instant now = clock.instant();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(audience);
    claims.setSubject(account.username());
    claims.setGeneratedJwtId();
    claims.setStringListClaim("groups", account.roles());
    claims.setClaim("attributes", account.attributes());
    claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
    claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(lifetime).toEpochMilli()));
    // Seconds are too coarse to tell a token given just before a revocation from one just after.
    claims.setClaim("iat_ms", now.toEpochMilli());
    JsonWebSignature signature = new JsonWebSignature();
    signature.setHeader("typ", "at+jwt");
    signature.setPayload(claims.toJson());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    signature.setKeyIdHeaderValue(publicKey.getKeyId());
    signature.setKey(key);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign an access token", e);
    }
  }

  Duration lifetime() {
    return lifetime;
  }

  /** The public half, as a JSON Web Key (RFC 7517). */
  Map<String, Object> publicKey() {
    return publicKey.toParams(OutputControlLevel.PUBLIC_ONLY);
  }

  private static String read(GatewayConfig config) {
    try {
      return Files.readString(config.tokenKeyFile(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file of nexushive.gateway.token-key-file", e);
    }
  }
}
