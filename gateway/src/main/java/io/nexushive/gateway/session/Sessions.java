package io.nexushive.gateway.session;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Attributes;
import io.nexushive.gateway.database.Database;
import io.nexushive.model.signature.SignedContent;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Browser sessions. The cookie holds a random secret, the database its hash only. */
@Singleton
public class Sessions {
  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final Clock clock;
  private final Duration lifetime;
  private final SecureRandom random = new SecureRandom();

  public Sessions(Database database, Clock clock, GatewayConfig config) {
    this.database = database;
    this.clock = clock;
    this.lifetime = config.accounts().sessionLifetime();
  }

  /** The account behind a session. */
  public record Holder(String username, List<String> roles, Map<String, List<String>> attributes) {
    public Holder {
      roles = List.copyOf(roles);
      attributes = Map.copyOf(attributes);
    }
  }

  /** Begins a session and returns its secret. */
  public String begin(UUID account) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant now = clock.instant();
    database.update("DELETE FROM gateway.sessions WHERE expires_at < ?", now);
    database.update(
        "INSERT INTO gateway.sessions (token_hash, account_id, expires_at) VALUES (?, ?, ?)",
        SignedContent.sha256(text),
        account,
        now.plus(lifetime));
    return text;
  }

  /** Who holds the session of {@code secret}, with the roles and attributes that he has now. */
  public Optional<Holder> holder(String secret) {
    return database.first(
        "SELECT a.username, a.roles, a.attributes FROM gateway.sessions s JOIN gateway.accounts a"
            + " USING (account_id)"
            + " WHERE s.token_hash = ? AND s.expires_at > ? AND a.deleted_at IS NULL",
        row ->
            new Holder(
                row.getString("username"),
                Arrays.asList((String[]) row.getArray("roles").getArray()),
                Attributes.fromJson(row.getString("attributes"))),
        SignedContent.sha256(secret),
        clock.instant());
  }

  public void end(String secret) {
    database.update(
        "DELETE FROM gateway.sessions WHERE token_hash = ?", SignedContent.sha256(secret));
  }

  public Duration lifetime() {
    return lifetime;
  }
}
