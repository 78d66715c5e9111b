package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who asks, as the gateway read it from a verified token.
 *
 * @param subject the stable id of the person or program
 * @param roles role names; an unknown one gives no rights
 * @param attributes what else is known of the asker, such as {@code region}: names of lower-case
 *     letters, digits and underscores, each with one value or more. Row filters of a policy compare
 *     them with columns; they are data and never part of a text as they are. Absent for none
 */
public record Asker(
    String subject,
    SortedSet<String> roles,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, List<String>> attributes) {

  /** The name under which row filters find the subject. */
  public static final String SUBJECT = "subject";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  public Asker {
    Objects.requireNonNull(subject, "subject");
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    attributes = copy(attributes);
  }

  /** An asker of whom nothing else is known. */
  public Asker(String subject, Collection<String> roles) {
    this(subject, new TreeSet<>(roles), null);
  }

  /** The values of an attribute, the subject included; empty where it is not set. */
  public List<String> attribute(String name) {
    return name.equals(SUBJECT) ? List.of(subject) : attributes.getOrDefault(name, List.of());
  }

  private static SortedMap<String, List<String>> copy(Map<String, List<String>> attributes) {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    if (attributes != null) {
      attributes.forEach(
          (name, values) -> {
            if (!NAME.matcher(name).matches() || name.equals(SUBJECT)) {
              throw new IllegalArgumentException("no name of an attribute: " + name);
            }
            copy.put(name, List.copyOf(values));
          });
    }
    return Collections.unmodifiableSortedMap(copy);
  }
}
