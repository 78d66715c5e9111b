package io.nexushive.visualizer.answer;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Chart;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.visualizer.result.ResultTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Writes the answer to a request that was executed. The same state gives the same answer. */
@Singleton
public class AnswerWriter {

  /**
   * @param chart absent where there is nothing to draw
   */
  public Answer write(AgentState state, ResultTable table, Optional<Chart> chart) {
    List<String> filters = Notes.obligations(state).map(Obligations::rowFilters).orElse(List.of());
    return new Answer(
        AnswerText.of(table, filters),
        state.plan() == null ? 0 : state.plan().confidence(),
        state.candidate().source(),
        Notes.of(state),
        chart.orElse(null));
  }
}
