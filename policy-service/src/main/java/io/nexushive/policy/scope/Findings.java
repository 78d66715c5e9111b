package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Reason;
import java.util.ArrayList;
import java.util.List;

/** What was found in a query, in the order of the text. */
public final class Findings {
  /** What a finding leads to. */
  public enum Weight {
    REVIEW,
    /** Other wording could pass. */
    REPAIRABLE,
    /** No wording can pass. */
    FINAL
  }

  private final List<Reason> reasons = new ArrayList<>();
  private Weight heaviest;

  /** Takes a finding once for each rule and subject. */
  public void add(Weight weight, String rule, String message, String subject, int position) {
    if (heaviest == null || weight.compareTo(heaviest) > 0) {
      if (heaviest == Weight.REVIEW) {
        reasons.clear();
      }
      heaviest = weight;
    } else if (weight == Weight.REVIEW && heaviest != Weight.REVIEW) {
      return;
    }
    for (Reason known : reasons) {
      if (known.rule().equals(rule) && java.util.Objects.equals(known.subject(), subject)) {
        return;
      }
    }
    reasons.add(new Reason(rule, message, subject, position < 0 ? null : position));
  }

  public boolean isDenied() {
    return heaviest == Weight.REPAIRABLE || heaviest == Weight.FINAL;
  }

  public boolean isReview() {
    return heaviest == Weight.REVIEW;
  }

  /** Whether other wording could pass everything that was found. */
  public boolean isRepairable() {
    return heaviest != Weight.FINAL;
  }

  public List<Reason> reasons() {
    return List.copyOf(reasons);
  }
}
