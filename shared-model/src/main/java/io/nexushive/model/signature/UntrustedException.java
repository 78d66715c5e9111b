package io.nexushive.model.signature;

/**
 * A signature that is missing, false, from an unknown key, or from a key that is not trusted for
 * the purpose.
 */
public final class UntrustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UntrustedException(String message) {
    super(message);
  }
}
