package io.nexushive.gateway.request;

import io.nexushive.model.envelope.AgentState;

/** What of an envelope leaves the gateway: nothing that could be used as a permission. */
final class Redaction {
  private Redaction() {}

  /** The envelope for its asker. */
  static AgentState forAsker(AgentState state) {
    return new AgentState(
        state.request().unsigned(),
        state.plan(),
        state.candidate(),
        state.verdict(),
        null,
        null,
        state.result(),
        state.answer(),
        state.failures(),
        state.clarification());
  }

  /** The envelope for somebody else: no rows, and no words made from rows. */
  static AgentState forOthers(AgentState state) {
    return forAsker(state.withoutRows());
  }
}
