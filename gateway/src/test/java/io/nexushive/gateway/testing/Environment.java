package io.nexushive.gateway.testing;

import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** What runs around the gateway in every test here. */
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "gateway"),
      @ResourceArg(name = "postgres", value = "true")
    })
@QuarkusTestResource(GatewayFiles.class)
final class Environment {
  private Environment() {}
}
