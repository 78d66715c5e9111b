package io.nexushive.model.envelope;

import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who asks, as the gateway read it from a verified token.
 *
 * @param subject the stable id of the person or program
 * @param roles role names; an unknown one gives no rights
 */
public record Asker(String subject, SortedSet<String> roles) {
  public Asker {
    Objects.requireNonNull(subject, "subject");
    roles = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }
}
