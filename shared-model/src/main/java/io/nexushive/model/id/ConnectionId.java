package io.nexushive.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A warehouse that questions can be asked of. Lower-case letters, digits, dot, dash and underscore,
 * at most 64 characters.
 */
public record ConnectionId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConnectionId {
    Names.requireName(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
