package io.nexushive.runtime.http;

import io.nexushive.model.error.ErrorCode;

/**
 * A problem document (RFC 9457).
 *
 * @param type names the kind of problem
 * @param title the kind in words, the same for each problem of this type
 * @param status the HTTP status
 * @param detail what is wrong with this request and what to do about it
 * @param instance the path that was called
 * @param code as in error events
 * @param requestId the request it is about, where there is one
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String requestId) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** The document for {@code code}. */
  public static Problem of(ErrorCode code, String detail, String instance) {
    String title = code.wire().replace('_', ' ');
    return new Problem(
        "urn:nexushive:problem:" + code.wire(),
        Character.toUpperCase(title.charAt(0)) + title.substring(1),
        code.status(),
        detail,
        instance,
        code.wire(),
        null);
  }

  Problem withStatus(int other) {
    return new Problem(type, title, other, detail, instance, code, requestId);
  }
}
