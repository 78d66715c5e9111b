package io.nexushive.runtime.token;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.id.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * For whom a call between services is made.
 *
 * @param subject the stable id of the person
 * @param roles as the gateway read them from the verified token
 * @param attributes likewise, as in {@link Asker}
 */
public record Caller(
    String subject, TenantId tenant, Set<String> roles, Map<String, List<String>> attributes) {
  public Caller {
    roles = Set.copyOf(roles);
    attributes = Map.copyOf(attributes);
  }

  /** A caller of whom nothing else is known. */
  public Caller(String subject, TenantId tenant, Set<String> roles) {
    this(subject, tenant, roles, Map.of());
  }

  /** The caller as one who asks, with {@code asked} for his roles. */
  public Asker asker(Set<String> asked) {
    return new Asker(subject, new TreeSet<>(asked), new TreeMap<>(attributes));
  }
}
