package io.nexushive.gateway;

import io.nexushive.gateway.account.AuthResource;
import io.nexushive.gateway.ask.AskResource;
import io.nexushive.gateway.ask.Question;
import io.nexushive.gateway.meta.HealthResource;
import io.nexushive.gateway.reply.GivenReply;
import io.nexushive.runtime.http.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is written as JSON inside a response object, where the build does not see its type by
 * itself; for native images.
 */
@RegisterForReflection(
    targets = {
      AskResource.Accepted.class,
      AuthResource.SignedIn.class,
      AuthResource.User.class,
      GivenReply.class,
      HealthResource.Health.class,
      Problem.class,
      Question.class
    })
final class NativeTypes {
  private NativeTypes() {}
}
