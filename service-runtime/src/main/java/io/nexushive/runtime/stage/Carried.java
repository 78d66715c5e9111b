package io.nexushive.runtime.stage;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.CloudEvent;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A payload that holds the envelope beside something else.
 *
 * @param payload what the record's value is read as
 * @param state finds the envelope
 * @param admission throws {@link io.nexushive.model.signature.UntrustedException} for what must not
 *     have an effect on the request: it is put aside, and the request goes on as if nobody had said
 *     it
 */
public record Carried<P>(
    Class<P> payload, Function<P, AgentState> state, BiConsumer<P, CloudEvent> admission) {

  static final Carried<AgentState> ENVELOPE =
      new Carried<>(AgentState.class, state -> state, (state, event) -> {});
}
