package io.nexushive.policy.stage;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokens;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;

/** Tokens as the gateway shows them to this service. */
final class Tokens {
  private Tokens() {}

  static String of(Stack stack, Caller caller) {
    Signer gateway = stack.keys().signer(ServiceName.GATEWAY);
    return new InternalTokens(new Only(gateway), new TrustStore(List.of()), Clock.systemUTC())
        .issue(ServiceName.POLICY, caller);
  }

  /** The one signer that a neighbour has. */
  private record Only(Signer signer) implements Instance<Signer> {
    @Override
    public Signer get() {
      return signer;
    }

    @Override
    public Instance<Signer> select(Annotation... qualifiers) {
      return this;
    }

    @Override
    public <U extends Signer> Instance<U> select(Class<U> type, Annotation... qualifiers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <U extends Signer> Instance<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isUnsatisfied() {
      return false;
    }

    @Override
    public boolean isAmbiguous() {
      return false;
    }

    @Override
    public void destroy(Signer instance) {}

    @Override
    public Handle<Signer> getHandle() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<? extends Handle<Signer>> handles() {
      return List.of();
    }

    @Override
    public Iterator<Signer> iterator() {
      return List.of(signer).iterator();
    }
  }
}
