package io.nexushive.model.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The envelope: one request with everything that the stages have found so far. It is immutable; a
 * stage returns a new one with its own part filled in and leaves the other parts as they came.
 *
 * @param request written by the gateway
 * @param plan written by the translator
 * @param candidate written by the translator
 * @param verdict written by policy
 * @param ticket written by policy, where a person has to decide first
 * @param grant written by policy
 * @param result written by the executor
 * @param answer written by the visualizer, or by the translator where no SQL was needed
 * @param failures written by whoever failed, oldest first
 * @param clarification written by the translator, where the asker has to say more first
 */
public record AgentState(
    Request request,
    Plan plan,
    Candidate candidate,
    Verdict verdict,
    ReviewTicket ticket,
    Grant grant,
    QueryResult result,
    Answer answer,
    List<Failure> failures,
    Clarification clarification) {

  public AgentState {
    Objects.requireNonNull(request, "request");
    failures = Lists.copy(failures);
  }

  /** A request that nobody has worked on yet. */
  public static AgentState asked(Request request) {
    return new AgentState(request, null, null, null, null, null, null, null, List.of(), null);
  }

  /** The number of the current candidate; 0 before the first. */
  public int attempt() {
    return candidate == null ? 0 : candidate.attempt();
  }

  /** Whether one more candidate may follow the current one. */
  public boolean mayRetry() {
    return attempt() <= request.retryBudget();
  }

  /** A plan without SQL: the question needs none, or cannot be answered. */
  public AgentState planned(Plan newPlan) {
    return new AgentState(request, newPlan, null, null, null, null, null, null, failures, null);
  }

  /** A plan that cannot be followed before the asker has said more. */
  public AgentState askedBack(Plan newPlan, Clarification back) {
    return new AgentState(request, newPlan, null, null, null, null, null, null, failures, back);
  }

  /**
   * A candidate and its plan; what policy and later stages said of an earlier one does not hold for
   * it.
   */
  public AgentState translated(Plan newPlan, Candidate newCandidate) {
    return new AgentState(
        request, newPlan, newCandidate, null, null, null, null, null, failures, null);
  }

  /** A decision that lets nothing run. */
  public AgentState decided(Verdict newVerdict) {
    return new AgentState(
        request, plan, candidate, newVerdict, null, null, null, null, failures, null);
  }

  /** A decision that waits for a person, who decides on the ticket. */
  public AgentState waiting(Verdict.ReviewRequired newVerdict, ReviewTicket newTicket) {
    return new AgentState(
        request, plan, candidate, newVerdict, newTicket, null, null, null, failures, null);
  }

  /** The same with more time: the gateway gives it when a wait is over, and with it the wait. */
  public AgentState renewed(Request newRequest) {
    return new AgentState(
        newRequest, plan, candidate, verdict, ticket, grant, result, answer, failures, null);
  }

  /** A decision with the permission that follows from it. */
  public AgentState granted(Verdict newVerdict, Grant newGrant) {
    return new AgentState(
        request, plan, candidate, newVerdict, ticket, newGrant, null, null, failures, null);
  }

  public AgentState executed(QueryResult newResult) {
    return new AgentState(
        request, plan, candidate, verdict, ticket, grant, newResult, null, failures, null);
  }

  public AgentState answered(Answer newAnswer) {
    return new AgentState(
        request, plan, candidate, verdict, ticket, grant, result, newAnswer, failures, null);
  }

  public AgentState failed(Failure failure) {
    List<Failure> all = new ArrayList<>(failures);
    all.add(failure);
    return new AgentState(
        request, plan, candidate, verdict, ticket, grant, result, answer, all, null);
  }

  /** What somebody other than the asker may see: no rows, and no words made from rows. */
  public AgentState withoutRows() {
    return new AgentState(
        request,
        plan,
        candidate,
        verdict,
        ticket,
        grant,
        result == null ? null : result.withoutRows(),
        null,
        failures,
        clarification);
  }
}
