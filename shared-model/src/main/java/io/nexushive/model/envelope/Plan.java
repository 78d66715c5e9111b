package io.nexushive.model.envelope;

import java.util.ArrayList;
import java.util.List;

/**
 * How the translator means to answer.
 *
 * @param intent what kind of question it is
 * @param tables the tables that it will read
 * @param joins the joins, each as {@code a.x = b.y}
 * @param steps the work in plain words, in order
 * @param assumptions what was taken for granted and should be told: the region, the measure, the
 *     year
 * @param metrics the semantic model's metrics that the answer rests on
 * @param confidence 0 to 1, how likely the translator holds its reading to be right
 * @param understood the whole question that is answered, where more was meant than the question
 *     says: replies and the thread count too; absent where it was asked so
 */
public record Plan(
    Intent intent,
    List<String> tables,
    List<String> joins,
    List<String> steps,
    List<String> assumptions,
    List<MetricUse> metrics,
    double confidence,
    String understood) {

  public Plan {
    java.util.Objects.requireNonNull(intent, "intent");
    tables = Lists.copy(tables);
    joins = Lists.copy(joins);
    steps = Lists.copy(steps);
    assumptions = Lists.copy(assumptions);
    metrics = Lists.copy(metrics);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence lies between 0 and 1");
    }
  }

  /** A plan for the question as it was asked. */
  public Plan(
      Intent intent,
      List<String> tables,
      List<String> joins,
      List<String> steps,
      List<String> assumptions,
      List<MetricUse> metrics,
      double confidence) {
    this(intent, tables, joins, steps, assumptions, metrics, confidence, null);
  }

  /** The same for a question that means {@code whole}, which the reader is told first. */
  public Plan understoodAs(String whole) {
    List<String> told = new ArrayList<>();
    told.add("Understood as: " + whole);
    told.addAll(assumptions);
    return new Plan(intent, tables, joins, steps, told, metrics, confidence, whole);
  }

  /** The same with {@code assumption} told, too. */
  public Plan telling(String assumption) {
    List<String> told = new ArrayList<>(assumptions);
    told.add(assumption);
    return new Plan(intent, tables, joins, steps, told, metrics, confidence, understood);
  }

  /** What kind of question it is. */
  public enum Intent {
    /** Answered by a query. */
    DATA,
    /** Answered from the catalogue, without SQL. */
    SCHEMA,
    /** Has more than one reading: asked back. */
    AMBIGUOUS,
    /** Nothing in the data answers it. */
    UNANSWERABLE,
    /** Asks to change data, which nobody can here. */
    WRITE;

    @com.fasterxml.jackson.annotation.JsonValue
    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A metric in use.
   *
   * @param certified whether its owner stands behind it
   */
  public record MetricUse(String name, boolean certified) {}
}
