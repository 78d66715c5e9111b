package io.nexushive.executor.warehouse;

import java.time.Duration;
import java.util.Set;

/**
 * How far a profile may look.
 *
 * @param columns the columns that may be looked at; those with personal or secret values are not
 *     among them
 * @param maxValues the most distinct values that are worth keeping
 * @param maxLength the longest text that is worth keeping, in characters
 * @param timeout the longest that one of its statements may run
 */
public record ProfileBounds(Set<String> columns, int maxValues, int maxLength, Duration timeout) {
  public ProfileBounds {
    columns = Set.copyOf(columns);
  }
}
