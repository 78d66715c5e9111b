package io.nexushive.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The organisation whose data and rules are meant. Lower-case letters, digits, dot, dash and
 * underscore, at most 64 characters.
 */
public record TenantId(@JsonValue String value) {

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TenantId {
    Names.requireName(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
