package io.nexushive.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import io.nexushive.model.signature.UntrustedException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InternalTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Caller CALLER =
      new Caller(
          "ann",
          new TenantId("default"),
          Set.of("analyst"),
          Map.of("region", List.of("EMEA", "it's")));

  private final KeyPair gateway = newKey();

  @Test
  void givesTheCallerBackToTheAudience() {
    String token = tokens(gateway, NOW).issue(ServiceName.POLICY, CALLER);

    assertThat(tokens(gateway, NOW).verify(ServiceName.POLICY, token)).isEqualTo(CALLER);
  }

  @Test
  void isWorthNothingToAnotherService() {
    String token = tokens(gateway, NOW).issue(ServiceName.POLICY, CALLER);

    assertRefused(tokens(gateway, NOW), ServiceName.AUDIT, token);
  }

  @Test
  void isWorthNothingAfterAWhile() {
    String token = tokens(gateway, NOW).issue(ServiceName.POLICY, CALLER);

    assertRefused(tokens(gateway, NOW.plus(Duration.ofMinutes(1))), ServiceName.POLICY, token);
  }

  @Test
  void refusesAKeyOfTheSameNameThatIsNotTrusted() {
    String forged = tokens(newKey(), NOW).issue(ServiceName.POLICY, CALLER);

    assertRefused(tokens(gateway, NOW), ServiceName.POLICY, forged);
  }

  @Test
  void refusesAKeyThatIsTrustedForSomethingElse() {
    String token = tokens(gateway, NOW).issue(ServiceName.POLICY, CALLER);

    assertRefused(tokens(gateway, NOW, Purpose.REQUEST), ServiceName.POLICY, token);
  }

  @Test
  void refusesATokenThatNobodySigned() {
    String token = tokens(gateway, NOW).issue(ServiceName.POLICY, CALLER);
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String unsigned = header + "." + token.split("\\.", -1)[1] + ".";

    assertRefused(tokens(gateway, NOW), ServiceName.POLICY, unsigned);
  }

  private static void assertRefused(InternalTokens tokens, ServiceName audience, String token) {
    assertThatThrownBy(() -> tokens.verify(audience, token)).isInstanceOf(UntrustedException.class);
  }

  private static InternalTokens tokens(KeyPair key, Instant now) {
    return tokens(key, now, Purpose.TOKEN);
  }

  private static InternalTokens tokens(KeyPair key, Instant now, Purpose trustedFor) {
    TrustedKey trusted =
        new TrustedKey(
            "gateway-1",
            "gateway",
            Set.of(trustedFor),
            Base64.getEncoder().encodeToString(key.getPublic().getEncoded()),
            null,
            null);
    return new InternalTokens(
        () -> new Signer("gateway-1", key.getPrivate()),
        new TrustStore(List.of(trusted)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
