package io.nexushive.gateway.request;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;

/** What of an envelope leaves the gateway: nothing that could be used as a permission. */
final class Redaction {
  private Redaction() {}

  /** The envelope for its asker. */
  static AgentState forAsker(AgentState state) {
    return new AgentState(
        unsigned(state.request()),
        state.plan(),
        state.candidate(),
        state.verdict(),
        null,
        null,
        state.result(),
        state.answer(),
        state.failures());
  }

  /** The envelope for somebody else: no rows, and no words made from rows. */
  static AgentState forOthers(AgentState state) {
    return forAsker(state.withoutRows());
  }

  private static Request unsigned(Request request) {
    return new Request(
        request.requestId(),
        request.tenantId(),
        request.threadId(),
        request.projectId(),
        request.question(),
        request.asker(),
        request.connectionId(),
        request.model(),
        request.confirmPlan(),
        request.retryBudget(),
        request.askedAt(),
        request.deadline(),
        null);
  }
}
