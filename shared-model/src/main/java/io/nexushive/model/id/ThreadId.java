package io.nexushive.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A conversation: questions that see each other. */
public record ThreadId(@JsonValue UUID value) {

  public ThreadId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when {@code text} is no UUID
   */
  @JsonCreator
  public static ThreadId of(String text) {
    return new ThreadId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
