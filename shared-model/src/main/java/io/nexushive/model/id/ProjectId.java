package io.nexushive.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A set of instructions, data sources and one policy. Lower-case letters, digits, dot, dash and
 * underscore, at most 64 characters.
 */
public record ProjectId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProjectId {
    Names.requireName(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
