package io.nexushive.translator.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RateLimitException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Why a model gave no answer. The message completes "The model X …" and is fit to be shown. */
final class ModelTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int PAYMENT_REQUIRED = 402;
  private static final int SERVER_ERROR = 500;
  private final boolean quota;

  private ModelTrouble(String message, boolean quota) {
    super(message, null, false, false);
    this.quota = quota;
  }

  static ModelTrouble because(String message) {
    return new ModelTrouble(message, false);
  }

  /** What a client's exception says, as far as it can be told without the server's own words. */
  static ModelTrouble of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ModelTrouble known) {
        return known;
      }
      if (t instanceof UnusableAnswerException) {
        return because("gave an answer that cannot be used: " + t.getMessage());
      }
      if (t instanceof TimeoutException
          || t instanceof dev.langchain4j.exception.TimeoutException) {
        return because("did not answer in time");
      }
      if (t instanceof HttpException e) {
        return status(e.statusCode(), String.valueOf(e.getMessage()));
      }
      if (t instanceof WebApplicationException e) {
        return status(e.getResponse().getStatus(), String.valueOf(e.getMessage()));
      }
      if (t instanceof RateLimitException) {
        return status(TOO_MANY_REQUESTS, "");
      }
    }
    return because("could not be reached");
  }

  private static ModelTrouble status(int status, String text) {
    String said = text.toLowerCase(Locale.ROOT);
    if (status == TOO_MANY_REQUESTS
        || status == PAYMENT_REQUIRED
        || said.contains("insufficient_quota")) {
      return new ModelTrouble("has used up its quota (status " + status + ")", true);
    }
    return because(
        status >= SERVER_ERROR
            ? "failed (status " + status + ")"
            : "refused the request (status " + status + ")");
  }

  /** Whether another key may do. */
  boolean isQuota() {
    return quota;
  }
}
