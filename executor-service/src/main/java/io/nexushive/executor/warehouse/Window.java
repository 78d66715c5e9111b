package io.nexushive.executor.warehouse;

import java.util.Objects;

/**
 * A range of values, both ends included, in text form.
 *
 * @param min smallest
 * @param max largest
 */
public record Window(String min, String max) {
  public Window {
    Objects.requireNonNull(min, "min");
    Objects.requireNonNull(max, "max");
  }
}
