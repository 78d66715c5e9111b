package io.nexushive.policy.engine;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one engine of the service. */
@Dependent
class EngineBean {
  @Produces
  @Singleton
  PolicyEngine engine() {
    return new PolicyEngine();
  }
}
