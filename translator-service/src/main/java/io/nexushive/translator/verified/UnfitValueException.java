package io.nexushive.translator.verified;

/** A value cannot stand where the asker wants it; the message says which and what would fit. */
public class UnfitValueException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfitValueException(String message) {
    super(message);
  }
}
