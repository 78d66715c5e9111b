package io.nexushive.gateway.account;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.database.Database;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Slows down guessing, over all replicas: after some free failures each further one doubles the
 * time to wait, for the name and for the address from which it comes. A quiet time forgets.
 */
@Singleton
public class Throttle {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

  private final Database database;
  private final Clock clock;
  private final GatewayConfig.Accounts config;

  public Throttle(Database database, Clock clock, GatewayConfig config) {
    this.database = database;
    this.clock = clock;
    this.config = config.accounts();
  }

  /**
   * @throws NexusException when the next attempt has to wait
   */
  void requireFree(String username, String address) {
    requireFree(List.of(nameKey(username), addressKey(address)));
  }

  /**
   * The same for attempts under no name.
   *
   * @throws NexusException when the next attempt has to wait
   */
  void requireFree(String address) {
    requireFree(List.of(addressKey(address)));
  }

  private void requireFree(List<String> keys) {
    Instant now = clock.instant();
    database
        .first(
            "SELECT max(blocked_until) AS until FROM gateway.attempts WHERE key = ANY (?)",
            row -> java.util.Optional.ofNullable(Database.instant(row, "until")),
            keys)
        .flatMap(until -> until)
        .filter(now::isBefore)
        .ifPresent(
            until -> {
              throw new NexusException(
                  ErrorCode.RATE_LIMITED,
                  "Too many attempts. Try again in "
                      + (Duration.between(now, until).toSeconds() + 1)
                      + " seconds.");
            });
  }

  void failed(String username, String address) {
    count(nameKey(username), config.freeAttempts());
    count(addressKey(address), config.freeAttemptsOfAddress());
  }

  /** Counts an attempt under no name. */
  void attempted(String address) {
    count(addressKey(address), config.freeAttemptsOfAddress());
  }

  void succeeded(String username) {
    database.update("DELETE FROM gateway.attempts WHERE key = ?", nameKey(username));
  }

  private void count(String key, int free) {
    Instant now = clock.instant();
    int failures =
        database
            .first(
                "INSERT INTO gateway.attempts AS a (key, failures, blocked_until, updated_at)"
                    + " VALUES (?, 1, ?, ?) ON CONFLICT (key) DO UPDATE SET failures ="
                    + " CASE WHEN a.updated_at < ? THEN 1 ELSE a.failures + 1 END,"
                    + " updated_at = excluded.updated_at RETURNING failures",
                row -> row.getInt("failures"),
                key,
                now,
                now,
                now.minus(FORGOTTEN_AFTER))
            .orElse(1);
    if (failures > free) {
      long seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(failures - free, 20));
      database.update(
          "UPDATE gateway.attempts SET blocked_until = ? WHERE key = ?",
          now.plusSeconds(seconds),
          key);
    }
  }

  private static String nameKey(String username) {
    String name = String.valueOf(username).toLowerCase(Locale.ROOT);
    return "name:" + name.substring(0, Math.min(name.length(), 64));
  }

  private static String addressKey(String address) {
    return "address:" + address;
  }
}
