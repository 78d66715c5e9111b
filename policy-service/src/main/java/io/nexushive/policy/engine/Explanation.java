package io.nexushive.policy.engine;

import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Remedy;
import io.nexushive.model.envelope.Remedy.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says for each reason where in the submitted text it is, and what would make the text pass. */
final class Explanation {
  private static final Map<String, List<Action>> REMEDIES =
      Map.ofEntries(
          Map.entry("no-role", List.of(Action.REQUEST_ROLE)),
          Map.entry("table", List.of(Action.REQUEST_ROLE)),
          Map.entry("sensitive-column", List.of(Action.DROP_COLUMNS, Action.REQUEST_ROLE)),
          Map.entry("combination", List.of(Action.SEPARATE_COLUMNS, Action.REQUEST_ROLE)),
          Map.entry("row-filter", List.of(Action.REQUEST_ATTRIBUTE)),
          Map.entry("mask", List.of(Action.DROP_COLUMNS)),
          Map.entry("uncertified-metric", List.of(Action.USE_METRIC)),
          Map.entry("review-condition", List.of(Action.DROP_COLUMNS)),
          Map.entry("row-level", List.of(Action.AGGREGATE)),
          Map.entry("small-group", List.of(Action.WIDEN_GROUPS)),
          Map.entry("star", List.of(Action.NAME_COLUMNS)),
          Map.entry("function", List.of(Action.REPLACE_FUNCTION)),
          Map.entry("unknown-table", List.of(Action.CORRECT_NAME)),
          Map.entry("unknown-column", List.of(Action.CORRECT_NAME)),
          Map.entry("ambiguous-table", List.of(Action.CORRECT_NAME)),
          Map.entry("ambiguous-column", List.of(Action.CORRECT_NAME)),
          Map.entry("cost-cross-join", List.of(Action.JOIN_BY_COLUMNS)),
          Map.entry("cost-generated", List.of(Action.LOWER_NUMBER)),
          Map.entry("too-large", List.of(Action.LOWER_NUMBER)),
          Map.entry("internal", List.of()));

  private Explanation() {}

  /**
   * {@code reasons} with place and remedies.
   *
   * @param asked the text that their positions are in
   * @param review whether a steward could agree
   */
  static List<Reason> of(List<Reason> reasons, String asked, boolean review) {
    List<Reason> explained = new ArrayList<>(reasons.size());
    for (Reason reason : reasons) {
      explained.add(
          new Reason(
                  reason.rule(),
                  reason.message(),
                  reason.subject(),
                  reason.position(),
                  null,
                  null,
                  remedies(reason, review))
              .placedIn(asked));
    }
    return explained;
  }

  private static List<Remedy> remedies(Reason reason, boolean review) {
    List<String> targets =
        reason.subject() == null ? List.of() : List.of(reason.subject().split(", "));
    List<Remedy> remedies = new ArrayList<>(2);
    for (Action action : REMEDIES.getOrDefault(reason.rule(), List.of(Action.REWORD))) {
      remedies.add(new Remedy(action, action == Action.REQUEST_ROLE ? List.of() : targets));
    }
    if (review) {
      remedies.add(Remedy.of(Action.ASK_STEWARD));
    }
    return remedies;
  }
}
