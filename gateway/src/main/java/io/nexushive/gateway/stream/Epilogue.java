package io.nexushive.gateway.stream;

import io.nexushive.gateway.request.RequestRow;
import io.nexushive.gateway.request.RequestStatus;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is still to be said about a request that ended, or waits for a person, when the broker has
 * forgotten how: the outcome as it was kept, and the end.
 */
final class Epilogue {
  private Epilogue() {}

  static List<Shown> of(RequestRow row, boolean asker) {
    AgentState state = asker ? row.state() : row.state().withoutRows();
    List<Shown> events = new ArrayList<>();
    add(events, TraceKind.PLAN, state.plan());
    add(events, TraceKind.SQL, state.candidate());
    add(events, TraceKind.VERDICT, state.verdict());
    add(events, TraceKind.RESULT, state.result());
    Answer answer = state.answer();
    if (answer != null) {
      add(events, TraceKind.CHART, answer.chart());
      add(events, TraceKind.ANSWER, answer);
    } else if (row.ended() && !state.failures().isEmpty()) {
      Failure last = state.failures().get(state.failures().size() - 1);
      add(events, TraceKind.ERROR, new TracePayload.Error(last.code(), last.message()));
    }
    if (row.ended()) {
      add(events, TraceKind.DONE, new TracePayload.Done(row.status().outcome()));
    } else if (row.status() == RequestStatus.PENDING_REPLY) {
      add(events, TraceKind.CLARIFICATION, state.clarification());
      add(events, TraceKind.DONE, new TracePayload.Done(TracePayload.Outcome.PENDING_REPLY));
    } else {
      add(events, TraceKind.REVIEW_REQUIRED, pending(state));
      add(events, TraceKind.DONE, new TracePayload.Done(TracePayload.Outcome.PENDING_REVIEW));
    }
    return events;
  }

  private static TracePayload.ReviewPending pending(AgentState state) {
    Optional<ReviewTicket> ticket = Optional.ofNullable(state.ticket());
    String sql = state.verdict().fold(allowed -> null, review -> review.sql(), denied -> null);
    return new TracePayload.ReviewPending(
        sql,
        state.verdict().reasons(),
        ticket.map(ReviewTicket::expiresAt).orElse(null),
        ticket.map(ReviewTicket::id).orElse(null));
  }

  private static void add(List<Shown> events, TraceKind kind, Object data) {
    if (data != null) {
      events.add(Shown.of(kind, data));
    }
  }
}
