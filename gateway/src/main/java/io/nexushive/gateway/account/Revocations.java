package io.nexushive.gateway.account;

import io.nexushive.gateway.GatewayConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tokens that ended before their time: of accounts that were deleted, got another password or other
 * roles. Replicas hear of it within seconds; the one where it happens at once.
 */
@Singleton
public class Revocations {
  private static final Logger LOG = Logger.getLogger(Revocations.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final AccountStore store;
  private final Clock clock;
  private final Duration lifetime;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "revocations");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Map<String, Instant> validAfter = Map.of();

  public Revocations(AccountStore store, Clock clock, GatewayConfig config) {
    this.store = store;
    this.clock = clock;
    this.lifetime = config.accounts().tokenLifetime().plusMinutes(1);
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(this::tryRefresh, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether a token that {@code username} got at {@code issuedAt} still counts. */
  public boolean isValid(String username, Instant issuedAt) {
    Instant after = validAfter.get(username);
    return after == null || issuedAt.isAfter(after);
  }

  void refresh() {
    validAfter = Map.copyOf(store.revoked(clock.instant(), lifetime));
  }

  private void tryRefresh() {
    try {
      refresh();
    } catch (RuntimeException e) {
      LOG.warn("cannot read which tokens ended early", e);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
