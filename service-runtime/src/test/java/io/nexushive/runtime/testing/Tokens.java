package io.nexushive.runtime.testing;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokens;
import java.time.Clock;
import java.util.List;

/** Tokens as the gateway shows them to the other services. */
public final class Tokens {
  private Tokens() {}

  /** One that {@code audience} accepts. */
  public static String of(Stack stack, ServiceName audience, Caller caller) {
    return new InternalTokens(
            () -> stack.keys().signer(ServiceName.GATEWAY),
            new TrustStore(List.of()),
            Clock.systemUTC())
        .issue(audience, caller);
  }
}
