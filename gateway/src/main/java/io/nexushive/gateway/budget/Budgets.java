package io.nexushive.gateway.budget;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.SpentBudget;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many tokens of language models people may use in a day, and how many they have used. */
@Singleton
public class Budgets {
  private static final long NO_LIMIT = 0;

  private final UsageStore store;
  private final Clock clock;
  private final GatewayConfig.Budget config;

  public Budgets(UsageStore store, Clock clock, GatewayConfig config) {
    this.store = store;
    this.clock = clock;
    this.config = config.budget();
  }

  /** A budget for nobody would leave somebody without one. */
  void start(@Observes StartupEvent event) {
    requireRoles(config.roles());
  }

  /**
   * The day's budget of {@code asker}.
   *
   * @return absent where he may use as much as he likes
   */
  public Optional<Budget> of(Asker asker) {
    long limit = limit(config.tokensPerDay(), config.roles(), asker.roles());
    if (limit == NO_LIMIT) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Instant until = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Optional.of(
        new Budget(limit, store.tokens(CurrentCaller.TENANT, asker.subject(), today), until));
  }

  /** What a request of {@code asker} has to say of his budget; absent where models may be asked. */
  public Optional<SpentBudget> spent(Asker asker) {
    return of(asker)
        .filter(Budget::isSpent)
        .map(budget -> new SpentBudget(budget.tokens(), budget.until()));
  }

  /**
   * What somebody with these roles may use in a day: the most that one of them gives, and what is
   * usual where none of them is configured. Zero is no limit.
   */
  static long limit(long usual, Map<String, Long> configured, Set<String> roles) {
    List<Long> given = roles.stream().filter(configured::containsKey).map(configured::get).toList();
    if (given.isEmpty()) {
      return usual;
    }
    return given.contains(NO_LIMIT) ? NO_LIMIT : given.stream().max(Long::compare).orElseThrow();
  }

  static void requireRoles(Map<String, Long> configured) {
    Collection<String> unknown =
        configured.keySet().stream().filter(role -> !Role.ALL.contains(role)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "nexushive.gateway.budget.roles names %s; roles are %s"
              .formatted(unknown, Role.ALL.stream().sorted().toList()));
    }
  }
}
