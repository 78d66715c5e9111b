package io.nexushive.gateway.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person who signs in here.
 *
 * @param username also the subject under which he asks; never given to anybody else
 */
public record Account(
    UUID id, String username, String displayName, List<String> roles, Instant createdAt) {
  public Account {
    roles = List.copyOf(roles);
  }
}
