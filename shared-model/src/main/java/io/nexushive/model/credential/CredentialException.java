package io.nexushive.model.credential;

/** A credential cannot be sealed or opened. The message never says anything of its content. */
public final class CredentialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CredentialException(String message, Throwable cause) {
    super(message, cause);
  }
}
