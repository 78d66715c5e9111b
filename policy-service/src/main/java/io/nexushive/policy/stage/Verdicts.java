package io.nexushive.policy.stage;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.policy.engine.QueryTag;
import io.nexushive.policy.knowledge.Catalogs;
import io.nexushive.policy.knowledge.Policies;
import io.nexushive.runtime.topic.TopicViews;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Decides on a candidate by the policy and the catalogue of this moment. After a start it waits
 * until both are known as they are now: an older policy, read on the way, decides nothing.
 */
@Singleton
public class Verdicts {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PolicyEngine engine;
  private final Policies policies;
  private final Catalogs catalogs;
  private final TopicViews views;
  private final TrustStore trust;

  public Verdicts(
      PolicyEngine engine,
      Policies policies,
      Catalogs catalogs,
      TopicViews views,
      TrustStore trust) {
    this.trust = trust;
    this.engine = engine;
    this.policies = policies;
    this.catalogs = catalogs;
    this.views = views;
  }

  /**
   * What policy says of {@code candidate}, from the asker's roles and attributes as the gateway
   * signed them, or as a program that asks for itself was registered with them.
   *
   * @throws NexusException where the policy or the catalogue is not known yet
   */
  public Verdict on(Request request, Candidate candidate) {
    awaitKnowledge();
    Policy policy =
        policies
            .of(request.projectId())
            .orElseThrow(() -> unavailable("There is no policy for this project yet."));
    Catalog catalog =
        catalogs
            .of(request.connectionId())
            .orElseThrow(
                () -> unavailable("The tables of this connection are not known yet; try again."));
    String tag =
        QueryTag.of(
            catalog.dialect().wire(),
            request.asker().roles(),
            request.requestId().toString(),
            "question");
    Asker asker = request.believedAsker(trust);
    return engine.decide(candidate.sql(), catalog.dialect(), catalog, policy, asker, tag);
  }

  private void awaitKnowledge() {
    if (!views.awaitCaughtUp(PATIENCE)) {
      throw unavailable("The policy is still being read; try again in a moment.");
    }
  }

  private static NexusException unavailable(String message) {
    return new NexusException(ErrorCode.UNAVAILABLE, message);
  }
}
