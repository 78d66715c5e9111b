package io.nexushive.policy.stage;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.model.trace.TracePayload.ReviewPending;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.policy.engine.QueryTag;
import io.nexushive.policy.knowledge.Catalogs;
import io.nexushive.policy.knowledge.Policies;
import io.nexushive.runtime.stage.StageContext;
import io.nexushive.runtime.stage.StageRunner;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Decides on each candidate anew, from the asker's roles as the gateway signed them. A grant ends
 * with the request's deadline, so that a stage that runs twice says the same thing twice.
 */
@ApplicationScoped
public class DecideStage {
  private static final String DECIDE = "decide";
  private static final int SHOWN_REASONS = 3;

  /** Rules about what the asker may see, whatever the wording. */
  private static final Set<String> RIGHTS =
      Set.of("sensitive-column", "combination", "table", "no-role");

  private final StageRunner runner;
  private final PolicyEngine engine;
  private final Policies policies;
  private final Catalogs catalogs;
  private final Signer signer;

  public DecideStage(
      StageRunner runner,
      PolicyEngine engine,
      Policies policies,
      Catalogs catalogs,
      Signer signer) {
    this.runner = runner;
    this.engine = engine;
    this.policies = policies;
    this.catalogs = catalogs;
    this.signer = signer;
  }

  @Incoming("query-translated")
  @Blocking(value = "stage", ordered = false)
  public void translated(ConsumerRecord<String, byte[]> record) {
    runner.run(EventType.QUERY_TRANSLATED, record, this::decide);
  }

  private void decide(StageContext context) {
    AgentState state = context.state();
    Candidate candidate = state.candidate();
    if (candidate == null) {
      throw new NexusException(ErrorCode.INTERNAL, "There is no SQL to decide on.");
    }
    long start = System.nanoTime();
    Verdict verdict = verdict(state.request(), candidate);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    context.trace(DECIDE, "completed", describe(verdict), took);
    context.show(TraceKind.VERDICT, "verdict", verdict);
    verdict.fold(
        allowed -> {
          context.trace("grant", "completed", "Permission to run exactly this text is signed.");
          Grant grant =
              Grant.issue(
                  state.request(),
                  allowed.sql(),
                  allowed.obligations(),
                  state.request().deadline(),
                  signer);
          context.publish(EventType.QUERY_APPROVED, state.granted(allowed, grant));
          return null;
        },
        review -> {
          context.show(
              TraceKind.REVIEW_REQUIRED,
              "review",
              new ReviewPending(review.sql(), review.reasons(), null));
          context.done(Outcome.PENDING_REVIEW);
          context.publish(EventType.REVIEW_REQUESTED, state.decided(review));
          return null;
        },
        denied -> {
          deny(context, state.decided(denied), candidate, denied);
          return null;
        });
  }

  private Verdict verdict(Request request, Candidate candidate) {
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
    return engine.decide(
        candidate.sql(), catalog.dialect(), catalog, policy, request.asker().roles(), tag);
  }

  private static NexusException unavailable(String message) {
    return new NexusException(ErrorCode.UNAVAILABLE, message);
  }

  private static void deny(
      StageContext context, AgentState state, Candidate candidate, Verdict.Denied denied) {
    boolean rights = denied.reasons().stream().anyMatch(r -> RIGHTS.contains(r.rule()));
    Failure failure =
        new Failure(
            ServiceName.POLICY,
            rights ? ErrorCode.NOT_PERMITTED : ErrorCode.SQL_REJECTED,
            message(denied, rights),
            candidate.sql(),
            candidate.attempt(),
            denied.repairable());
    if (denied.repairable() && state.mayRetry()) {
      context.reject(state.failed(failure));
    } else {
      context.fail(state, failure, Outcome.DENIED);
    }
  }

  private static String message(Verdict.Denied denied, boolean rights) {
    String reasons =
        denied.reasons().stream()
            .limit(SHOWN_REASONS)
            .map(r -> r.message() + " [" + r.rule() + "]")
            .collect(Collectors.joining(" "));
    return (rights ? "Not permitted: " : "Policy rejects the SQL: ") + reasons;
  }

  private static String describe(Verdict verdict) {
    String rules =
        verdict.reasons().stream().map(Reason::rule).distinct().collect(Collectors.joining(", "));
    return verdict.decision() + (rules.isEmpty() ? "" : " (" + rules + ")");
  }
}
