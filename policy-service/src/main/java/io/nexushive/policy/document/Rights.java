package io.nexushive.policy.document;

import io.nexushive.policy.document.PolicyDocument.RoleRights;
import io.nexushive.policy.document.PolicyDocument.Sensitive;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a set of roles may do: the union of what each may. Roles that the policy does not know give
 * nothing.
 */
public final class Rights {
  private final SortedSet<String> roles;

  public Rights(PolicyDocument policy, Collection<String> asked) {
    SortedSet<String> known = new TreeSet<>(asked);
    known.retainAll(policy.roles().keySet());
    roles = java.util.Collections.unmodifiableSortedSet(known);
  }

  /** The roles that count. */
  public SortedSet<String> roles() {
    return roles;
  }

  public boolean isEmpty() {
    return roles.isEmpty();
  }

  /** Whether any role may read {@code table}. */
  public boolean reads(PolicyDocument policy, String table) {
    for (String role : roles) {
      if (policy.roles().get(role).covers(table)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any role is one of these. */
  public boolean anyOf(Set<String> excepted) {
    return roles.stream().anyMatch(excepted::contains);
  }

  /** Whether a rule holds for every role, so that none is free of it. */
  public boolean allCoveredBy(AppliesTo rule) {
    return roles.stream().allMatch(rule::covers);
  }

  /** Why no role may use the column; {@code null} where one may. */
  public String forbids(PolicyDocument policy, String table, String column) {
    String why = null;
    for (String role : roles) {
      RoleRights rights = policy.roles().get(role);
      if (!rights.covers(table)) {
        continue;
      }
      String reason = forbids(policy, role, table, column);
      if (reason == null) {
        return null;
      }
      why = reason;
    }
    return why == null ? "" : why;
  }

  /** The roles that may read {@code table}. */
  public List<String> readers(PolicyDocument policy, String table) {
    return roles.stream().filter(r -> policy.roles().get(r).covers(table)).toList();
  }

  /** Why {@code role} may not use the column; {@code null} where it may. */
  public static String forbids(PolicyDocument policy, String role, String table, String column) {
    for (Sensitive rule : policy.sensitive()) {
      if (rule.covers(table, column) && !rule.exceptFor().contains(role)) {
        return rule.why();
      }
    }
    return null;
  }
}
