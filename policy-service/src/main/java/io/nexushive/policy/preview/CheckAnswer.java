package io.nexushive.policy.preview;

import io.nexushive.model.envelope.Lineage;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.policy.scope.Facts;
import io.nexushive.policy.scope.Template;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Supplier;

/**
 * What would be decided.
 *
 * @param rewrittenSql what would run; absent for a denial
 * @param facts what the text reads in which clause; absent where it cannot be read
 * @param template the text as it was read, with the values that could be others; absent likewise
 * @param approvalActions what a steward could do
 */
@RegisterForReflection
public record CheckAnswer(
    Decision verdict,
    String rewrittenSql,
    Obligations obligations,
    List<Lineage> lineage,
    Facts facts,
    Template template,
    String queryTagPreview,
    boolean approvalRequired,
    List<String> approvalActions) {

  /** The verdict as clients know it. */
  @RegisterForReflection
  public record Decision(
      String decision,
      List<Reason> denyReasons,
      List<Reason> reviewReasons,
      List<String> rules,
      String policyVersion,
      String catalogVersion,
      Boolean repairable) {}

  static CheckAnswer of(PolicyEngine.Judgement judgement, String tag) {
    Verdict verdict = judgement.verdict();
    List<Reason> none = List.of();
    boolean denied = verdict.fold(a -> false, r -> false, d -> true);
    boolean review = verdict.fold(a -> false, r -> true, d -> false);
    Decision decision =
        new Decision(
            verdict.decision(),
            denied ? verdict.reasons() : none,
            review ? verdict.reasons() : none,
            List.copyOf(PolicyEngine.rules(verdict)),
            verdict.basis().policyVersion(),
            verdict.basis().catalogVersion(),
            verdict.fold(a -> null, r -> null, Verdict.Denied::repairable));
    return new CheckAnswer(
        decision,
        verdict.fold(Verdict.Allowed::sql, Verdict.ReviewRequired::sql, d -> null),
        verdict.fold(Verdict.Allowed::obligations, Verdict.ReviewRequired::obligations, d -> null),
        verdict.lineage(),
        judgement.facts().orElse(null),
        judgement.template().map(Supplier::get).orElse(null),
        tag,
        review,
        review ? List.of("approve", "reject") : List.of());
  }
}
