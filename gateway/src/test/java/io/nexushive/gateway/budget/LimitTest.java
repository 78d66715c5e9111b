package io.nexushive.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitTest {
  private static final Map<String, Long> ROLES =
      Map.of("viewer", 100L, "analyst", 1_000L, "steward", 0L);

  @Test
  void theMostGenerousOfSeveralRolesCounts() {
    assertThat(Budgets.limit(500, ROLES, Set.of("viewer"))).isEqualTo(100);
    assertThat(Budgets.limit(500, ROLES, Set.of("viewer", "analyst"))).isEqualTo(1_000);
    assertThat(Budgets.limit(500, ROLES, Set.of("viewer", "steward"))).isZero();
  }

  @Test
  void whatIsUsualIsForThoseOfWhoseRolesNoneIsConfigured() {
    assertThat(Budgets.limit(500, ROLES, Set.of("admin"))).isEqualTo(500);
    assertThat(Budgets.limit(500, ROLES, Set.of())).isEqualTo(500);
    assertThat(Budgets.limit(500, ROLES, Set.of("admin", "viewer"))).isEqualTo(100);
    assertThat(Budgets.limit(0, Map.of(), Set.of("viewer"))).isZero();
  }

  @Test
  void aRoleThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> Budgets.requireRoles(Map.of("analist", 5L)))
        .hasMessageContaining("[analist]")
        .hasMessageContaining("analyst");
  }
}
