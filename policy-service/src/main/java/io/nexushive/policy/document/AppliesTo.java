package io.nexushive.policy.document;

import java.util.Set;

/**
 * The roles that a rule holds for.
 *
 * @param roles empty for all, those that a later version of the policy adds included
 * @param exceptFor those of them that it does not hold for
 */
public record AppliesTo(Set<String> roles, Set<String> exceptFor) {
  public AppliesTo {
    roles = Set.copyOf(roles);
    exceptFor = Set.copyOf(exceptFor);
  }

  public boolean covers(String role) {
    return (roles.isEmpty() || roles.contains(role)) && !exceptFor.contains(role);
  }
}
