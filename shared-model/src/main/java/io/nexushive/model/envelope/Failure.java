package io.nexushive.model.envelope;

import io.nexushive.model.error.ErrorCode;
import java.util.Objects;

/**
 * One attempt that failed.
 *
 * @param stage who failed it
 * @param message fit to be shown to the asker
 * @param sql the text that failed, where there was one
 * @param attempt which candidate it was; 0 where there was none yet
 * @param repairable whether another candidate could do better
 */
public record Failure(
    ServiceName stage,
    ErrorCode code,
    String message,
    String sql,
    int attempt,
    boolean repairable) {
  public Failure {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }
}
