package io.nexushive.gateway.thread;

import io.nexushive.gateway.request.NewestRows;
import io.nexushive.gateway.request.RequestRow;
import io.nexushive.gateway.request.RequestStore;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.ConnectionId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The turns that a question of a thread may go on from: those that got as far as SQL, whatever
 * became of them, so that what was denied can be asked otherwise.
 */
@Singleton
public class EarlierTurns {
  /** How many requests are looked through for them. */
  private static final int LOOKED_THROUGH = 6;

  private final RequestStore requests;
  private final NewestRows newest;

  EarlierTurns(RequestStore requests, NewestRows newest) {
    this.requests = requests;
    this.newest = newest;
  }

  /** The last turns of the thread that were about {@code connection}, oldest first. */
  public List<EarlierTurn> of(ThreadRow thread, ConnectionId connection) {
    List<EarlierTurn> turns = new ArrayList<>();
    for (RequestRow row : requests.ofThread(thread.id(), null, LOOKED_THROUGH)) {
      AgentState state = newest.of(row).state();
      if (turns.size() < Request.MAX_EARLIER
          && state.candidate() != null
          && state.request().connectionId().equals(connection)) {
        turns.add(EarlierTurn.of(question(state), state.candidate().sql()));
      }
    }
    Collections.reverse(turns);
    return turns;
  }

  private static String question(AgentState state) {
    return Stream.ofNullable(state.plan())
        .map(Plan::understood)
        .filter(whole -> whole != null && whole.length() <= Request.MAX_QUESTION_LENGTH)
        .findFirst()
        .orElse(state.request().question());
  }
}
