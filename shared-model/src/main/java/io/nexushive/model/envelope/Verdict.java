package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What policy decided on a candidate. Whatever is neither allowed nor to be reviewed is denied;
 * there is no fourth.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Allowed.class, name = "allow"),
  @JsonSubTypes.Type(value = Verdict.ReviewRequired.class, name = "review"),
  @JsonSubTypes.Type(value = Verdict.Denied.class, name = "deny")
})
public sealed interface Verdict {

  /** What the decision rests on. */
  PolicyBasis basis();

  /** Every rule that fired, each with its place; empty where none did. */
  List<Reason> reasons();

  /** What the query reads; empty where it could not be resolved. */
  List<Lineage> lineage();

  /**
   * The text as it was submitted. Beside the text to run it shows what was rewritten; absent in
   * verdicts of earlier versions.
   */
  String asked();

  /** Calls the function that fits. All three must be given, so that none is forgotten. */
  <T> T fold(
      Function<Allowed, T> allowed, Function<ReviewRequired, T> review, Function<Denied, T> denied);

  /** The word used in JSON: allow, review or deny. */
  @JsonIgnore
  default String decision() {
    return fold(a -> "allow", r -> "review", d -> "deny");
  }

  /**
   * May run, as rewritten and under obligations.
   *
   * @param sql the text to run, printed from the checked tree
   */
  record Allowed(
      String sql,
      Obligations obligations,
      PolicyBasis basis,
      List<Reason> reasons,
      List<Lineage> lineage,
      String asked)
      implements Verdict {
    public Allowed {
      Objects.requireNonNull(sql, "sql");
      Objects.requireNonNull(obligations, "obligations");
      Objects.requireNonNull(basis, "basis");
      reasons = Lists.copy(reasons);
      lineage = Lists.copy(lineage);
    }

    /** A verdict without the submitted text. */
    public Allowed(
        String sql,
        Obligations obligations,
        PolicyBasis basis,
        List<Reason> reasons,
        List<Lineage> lineage) {
      this(sql, obligations, basis, reasons, lineage, null);
    }

    @Override
    public <T> T fold(
        Function<Allowed, T> allowed,
        Function<ReviewRequired, T> review,
        Function<Denied, T> denied) {
      return allowed.apply(this);
    }
  }

  /**
   * May run once a steward has agreed, as rewritten and under obligations.
   *
   * @param sql the text that would run, printed from the checked tree
   */
  record ReviewRequired(
      String sql,
      Obligations obligations,
      PolicyBasis basis,
      List<Reason> reasons,
      List<Lineage> lineage,
      String asked)
      implements Verdict {
    public ReviewRequired {
      Objects.requireNonNull(sql, "sql");
      Objects.requireNonNull(obligations, "obligations");
      Objects.requireNonNull(basis, "basis");
      reasons = requireReasons(reasons);
      lineage = Lists.copy(lineage);
    }

    /** A verdict without the submitted text. */
    public ReviewRequired(
        String sql,
        Obligations obligations,
        PolicyBasis basis,
        List<Reason> reasons,
        List<Lineage> lineage) {
      this(sql, obligations, basis, reasons, lineage, null);
    }

    @Override
    public <T> T fold(
        Function<Allowed, T> allowed,
        Function<ReviewRequired, T> review,
        Function<Denied, T> denied) {
      return review.apply(this);
    }
  }

  /**
   * Does not run.
   *
   * @param repairable whether other wording could pass: names, syntax, stars, missing aggregation;
   *     never a lack of rights
   */
  record Denied(
      boolean repairable,
      PolicyBasis basis,
      List<Reason> reasons,
      List<Lineage> lineage,
      String asked)
      implements Verdict {
    public Denied {
      Objects.requireNonNull(basis, "basis");
      reasons = requireReasons(reasons);
      lineage = Lists.copy(lineage);
    }

    /** A verdict without the submitted text. */
    public Denied(
        boolean repairable, PolicyBasis basis, List<Reason> reasons, List<Lineage> lineage) {
      this(repairable, basis, reasons, lineage, null);
    }

    @Override
    public <T> T fold(
        Function<Allowed, T> allowed,
        Function<ReviewRequired, T> review,
        Function<Denied, T> denied) {
      return denied.apply(this);
    }
  }

  private static List<Reason> requireReasons(List<Reason> reasons) {
    if (reasons == null || reasons.isEmpty()) {
      throw new IllegalArgumentException("a verdict that stops a request says why");
    }
    return List.copyOf(reasons);
  }
}
