package io.nexushive.audit;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Signer;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Tokens for the audit service as the gateway issues them. */
final class GatewayTokens {
  private final Signer gateway;

  GatewayTokens(Signer gateway) {
    this.gateway = gateway;
  }

  String issue(String subject, String tenant, List<String> roles) {
    JwtClaims claims = new JwtClaims();
    claims.setAudience(ServiceName.AUDIT.wire());
    claims.setSubject(subject);
    claims.setStringClaim("tenant", tenant);
    claims.setStringListClaim("groups", roles);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(1);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    jws.setKeyIdHeaderValue(gateway.kid());
    jws.setKey(gateway.current().privateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
