package io.nexushive.executor;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Signer;
import io.nexushive.runtime.testing.Stack;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Tokens as the gateway issues them to other services. */
public final class InternalToken {
  private InternalToken() {}

  public static String of(
      Stack stack, ServiceName audience, String tenant, String subject, String... roles)
      throws JoseException {
    JwtClaims claims = new JwtClaims();
    claims.setAudience(audience.wire());
    claims.setSubject(subject);
    claims.setStringClaim("tenant", tenant);
    claims.setStringListClaim("groups", List.of(roles));
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(0.5f);
    Signer gateway = stack.keys().signer(ServiceName.GATEWAY);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    jws.setKeyIdHeaderValue(gateway.kid());
    jws.setKey(gateway.current().privateKey());
    return jws.getCompactSerialization();
  }
}
