package io.nexushive.model.error;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Every way in which something can fail towards a user, with the HTTP status that says the same.
 */
public enum ErrorCode {
  /** The request's body, a parameter or a header has the wrong form. */
  INVALID_REQUEST(400),
  /** No valid token or session. */
  UNAUTHENTICATED(401),
  /** The caller's roles do not permit it. */
  FORBIDDEN(403),
  /** There is no such thing, or it is not the caller's. */
  NOT_FOUND(404),
  /** The thing is in a state that does not permit it. */
  CONFLICT(409),
  /** The text is longer than permitted. */
  TOO_LARGE(413),
  /** More requests than are permitted at a time. */
  RATE_LIMITED(429),
  /** Nothing in the data that the asker may see answers the question. */
  UNANSWERABLE(422),
  /** The question asks to change data. */
  WRITE_REFUSED(422),
  /** The policy does not permit the asker to read what the question needs. */
  NOT_PERMITTED(403),
  /** The SQL breaks a rule that rewording can repair. */
  SQL_REJECTED(422),
  /** A steward decided that it does not run. */
  REVIEW_REJECTED(403),
  /** Nobody decided on the review in time. */
  REVIEW_EXPIRED(410),
  /** The asker did not reply in time to what he was asked back. */
  REPLY_EXPIRED(410),
  /** The warehouse refused or failed to run the SQL. */
  EXECUTION_FAILED(502),
  /** The warehouse did not answer in time. */
  EXECUTION_TIMEOUT(504),
  /** No attempt within the retry budget passed. */
  RETRIES_EXHAUSTED(422),
  /** The request's deadline passed before an answer was ready. */
  DEADLINE_EXCEEDED(504),
  /** The asker withdrew the request. */
  CANCELLED(409),
  /** The envelope's signature does not prove who asks. */
  IDENTITY_INVALID(403),
  /** No valid permission by the policy service for exactly this SQL. */
  GRANT_INVALID(403),
  /** No language model answered usefully. */
  MODEL_UNAVAILABLE(503),
  /** All slots for this connection or model are taken. */
  BUSY(503),
  /** A service that is needed does not answer. */
  UNAVAILABLE(503),
  /** A fault of ours; the request id finds it in the logs. */
  INTERNAL(500);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The HTTP status with which this failure is reported. */
  public int status() {
    return status;
  }

  /** The lower-case form used in JSON, for example {@code not_permitted}. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
