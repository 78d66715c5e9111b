package io.nexushive.model.error;

import java.util.Objects;

/** A failure with a code and a message that is fit to be shown to the user whose request failed. */
public class NexusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public NexusException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public NexusException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** What kind of failure it is. */
  public ErrorCode code() {
    return code;
  }
}
