package io.nexushive.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * One question on its way to an answer. A UUIDv7 (RFC 9562), so the time of asking can be read from
 * it.
 */
public record RequestId(@JsonValue UUID value) {

  public RequestId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when {@code text} is no UUID
   */
  @JsonCreator
  public static RequestId of(String text) {
    return new RequestId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
