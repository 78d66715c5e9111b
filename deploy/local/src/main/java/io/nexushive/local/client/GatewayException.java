package io.nexushive.local.client;

/** The gateway said no; the message is its own words. */
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  GatewayException(int status, String message) {
    super(message);
    this.status = status;
  }

  GatewayException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** The HTTP status; 0 when there was no answer at all. */
  public int status() {
    return status;
  }
}
