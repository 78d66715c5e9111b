package io.nexushive.gateway.session;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A session's secret, to be turned into an identity. */
final class SessionRequest extends BaseAuthenticationRequest implements AuthenticationRequest {
  private final String secret;

  SessionRequest(String secret) {
    this.secret = secret;
  }

  String secret() {
    return secret;
  }
}
