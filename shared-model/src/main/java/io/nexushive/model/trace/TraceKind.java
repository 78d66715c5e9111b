package io.nexushive.model.trace;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Chart;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Verdict;
import java.util.Locale;

/** The kinds of things that a client sees; each is the name of a server-sent event. */
public enum TraceKind {
  /** An agent did something; no payload beside the common fields. */
  TRACE(null),
  /** Text of a model as it is written. */
  TOKEN(TracePayload.Token.class),
  PLAN(Plan.class),
  CLARIFICATION(TracePayload.Clarification.class),
  SQL(Candidate.class),
  VERDICT(Verdict.class),
  REVIEW_REQUIRED(TracePayload.ReviewPending.class),
  RESULT(QueryResult.class),
  CHART(Chart.class),
  ANSWER(Answer.class),
  ERROR(TracePayload.Error.class),
  /** The end; nothing follows it. */
  DONE(TracePayload.Done.class),
  /** What a call of a model took. */
  USAGE(TracePayload.Usage.class);

  private final Class<?> payload;

  TraceKind(Class<?> payload) {
    this.payload = payload;
  }

  /** The type of {@link TraceEvent#data()}; {@code null} for {@link #TRACE}. */
  public Class<?> payload() {
    return payload;
  }

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
