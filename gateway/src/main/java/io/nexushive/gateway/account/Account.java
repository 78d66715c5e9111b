package io.nexushive.gateway.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A person who signs in here.
 *
 * @param username also the subject under which he asks; never given to anybody else
 * @param attributes what row filters know of him, as in {@link Attributes}
 */
public record Account(
    UUID id,
    String username,
    String displayName,
    List<String> roles,
    Map<String, List<String>> attributes,
    Instant createdAt) {
  public Account {
    roles = List.copyOf(roles);
    attributes = Map.copyOf(attributes);
  }
}
