package io.nexushive.policy.document;

/** A policy document that cannot be used; the message names line and key. */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PolicyException(String message) {
    super(message);
  }
}
