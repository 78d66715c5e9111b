package io.nexushive.executor.warehouse;

import io.nexushive.model.error.NexusException;
import java.util.Objects;

/**
 * Something went wrong with a warehouse. The message is fit to be shown; the driver's own words are
 * in the cause only.
 */
public final class WarehouseException extends NexusException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  public WarehouseException(Problem problem) {
    this(problem, null, null);
  }

  /**
   * @param subject the name that it is about, as the query itself writes it; {@code null} where
   *     there is none
   */
  public WarehouseException(Problem problem, String subject, Throwable cause) {
    super(problem.code(), problem.sentence(subject), cause);
    this.problem = Objects.requireNonNull(problem, "problem");
  }

  /** The same failure, thrown anew elsewhere. */
  public WarehouseException(WarehouseException cause) {
    super(cause.code(), cause.getMessage(), cause);
    this.problem = cause.problem();
  }

  public Problem problem() {
    return problem;
  }
}
