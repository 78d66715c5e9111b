package io.nexushive.model.envelope;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A verified query that the asker chose himself, with values of his own. It belongs to what is
 * asked, so the request's signature covers it.
 *
 * @param id of the verified query
 * @param parameters values by the parameter's name; those that are left out stay as approved
 */
public record QueryChoice(String id, Map<String, String> parameters) {
  public static final int MAX_PARAMETERS = 32;
  public static final int MAX_VALUE_LENGTH = 200;

  public QueryChoice {
    Objects.requireNonNull(id, "id");
    parameters =
        Collections.unmodifiableSortedMap(
            parameters == null ? new TreeMap<>() : new TreeMap<>(parameters));
    if (parameters.size() > MAX_PARAMETERS) {
      throw new IllegalArgumentException("a query has at most " + MAX_PARAMETERS + " parameters");
    }
    parameters
        .values()
        .forEach(
            value -> {
              if (value == null || value.length() > MAX_VALUE_LENGTH) {
                throw new IllegalArgumentException(
                    "a parameter's value has at most " + MAX_VALUE_LENGTH + " characters");
              }
            });
  }
}
