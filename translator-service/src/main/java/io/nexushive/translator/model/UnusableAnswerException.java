package io.nexushive.translator.model;

/** A model's text is not what was asked for. The message says what is wrong and quotes nothing. */
final class UnusableAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableAnswerException(String message) {
    super(message);
  }
}
