package io.nexushive.visualizer.answer;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.visualizer.result.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a reader should know beside the answer. */
final class Notes {
  private Notes() {}

  /** Without doubles, the weightiest first. */
  static List<String> of(AgentState state) {
    Set<String> notes = new LinkedHashSet<>();
    QueryResult result = state.result();
    notes.addAll(result.checks());
    if (result.truncated() && result.checks().isEmpty()) {
      notes.add("There are more rows than are shown.");
    }
    Plan plan = state.plan();
    if (plan != null) {
      plan.metrics().stream()
          .filter(m -> !m.certified())
          .forEach(m -> notes.add(m.name() + " is not a certified metric."));
      plan.assumptions().forEach(a -> notes.add(sentence(a)));
    }
    obligations(state)
        .ifPresent(
            o -> {
              o.rowFilters()
                  .forEach(
                      f -> notes.add("Counted are only rows that you may see: " + sentence(f)));
              if (!o.maskedColumns().isEmpty()) {
                notes.add("Shown masked: " + String.join(", ", o.maskedColumns()) + ".");
              }
            });
    return new ArrayList<>(notes);
  }

  /** The obligations under which the result came about. */
  static Optional<Obligations> obligations(AgentState state) {
    return Optional.ofNullable(state.verdict())
        .map(
            v ->
                v.fold(
                    Verdict.Allowed::obligations,
                    Verdict.ReviewRequired::obligations,
                    denied -> null));
  }

  private static String sentence(String text) {
    String trimmed = Words.capitalised(text.strip());
    return trimmed.matches(".*[.!?]$") ? trimmed : trimmed + ".";
  }
}
