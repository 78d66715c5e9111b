package io.nexushive.model.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialTest {
  private static final String SECRET = "Zebra-4711 ß";
  private static final String KEYS = CredentialKeys.generate();
  private static final Map<String, String> SETTINGS =
      Map.of("host", "db.example.com", "port", "5432", "user", "reader", "database", "shop");

  private static ConnectionChanged connection(
      String id, String tenant, String kind, String owner, Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(changed);
    return new ConnectionChanged(
        new ConnectionId(id),
        new TenantId(tenant),
        "Shop",
        kind,
        settings,
        owner,
        null,
        false,
        null);
  }

  private static ConnectionChanged shop(Map<String, String> changed) {
    return connection("shop", "default", "postgres", "ana", changed);
  }

  private static ConnectionChanged with(ConnectionChanged connection, String sealed) {
    return new ConnectionChanged(
        connection.connectionId(),
        connection.tenantId(),
        connection.name(),
        connection.kind(),
        connection.settings(),
        connection.owner(),
        sealed,
        false,
        null);
  }

  private static String sealed() {
    return new CredentialSealer(CredentialKeys.publicHalf(KEYS)).seal(shop(Map.of()), SECRET);
  }

  @Test
  void opensWhatWasSealedForThisConnection() {
    CredentialOpener opener = new CredentialOpener(KEYS);

    assertThat(opener.open(with(shop(Map.of()), sealed()))).isEqualTo(SECRET);
    assertThat(opener.open(with(shop(Map.of("database", "other")), sealed()))).isEqualTo(SECRET);
    assertThat(sealed()).isNotEqualTo(sealed());
  }

  @Test
  void opensNothingForAnotherConnectionOwnerKindOrDestination() {
    CredentialOpener opener = new CredentialOpener(KEYS);
    String sealed = sealed();
    for (ConnectionChanged other :
        new ConnectionChanged[] {
          connection("store", "default", "postgres", "ana", Map.of()),
          connection("shop", "other", "postgres", "ana", Map.of()),
          connection("shop", "default", "mysql", "ana", Map.of()),
          connection("shop", "default", "postgres", "bob", Map.of()),
          connection("shop", "default", "postgres", null, Map.of()),
          shop(Map.of("host", "evil.example.com")),
          shop(Map.of("port", "5433")),
          shop(Map.of("user", "writer")),
          shop(Map.of("sslmode", "disable")),
          shop(Map.of("account", "other")),
          shop(Map.of("http_path", "/other")),
          shop(Map.of("path", "/other")),
          shop(Map.of("auth", "header")),
          shop(Map.of("header", "X-Other"))
        }) {
      assertThatThrownBy(() -> opener.open(with(other, sealed)))
          .isInstanceOf(CredentialException.class);
    }
  }

  @Test
  void opensNothingThatWasAltered() {
    byte[] bytes = Base64.getDecoder().decode(sealed());
    bytes[bytes.length - 1] ^= 1;
    CredentialOpener opener = new CredentialOpener(KEYS);
    for (String altered :
        new String[] {Base64.getEncoder().encodeToString(bytes), "", "AA==", "no base64!"}) {
      assertThatThrownBy(() -> opener.open(with(shop(Map.of()), altered)))
          .isInstanceOf(CredentialException.class)
          .hasMessageContaining("shop");
    }
  }

  @Test
  void keysOpenUntilNothingIsSealedToThemAnyMore() {
    String rotated = CredentialKeys.rotated(KEYS, key -> true);
    CredentialOpener opener = new CredentialOpener(rotated);
    ConnectionChanged old = with(shop(Map.of()), sealed());

    assertThat(opener.open(old)).isEqualTo(SECRET);
    ConnectionChanged fresh = with(old, opener.reseal(old).orElseThrow());
    assertThat(opener.reseal(fresh)).isEmpty();

    int oldKey = CredentialOpener.keyId(old).orElseThrow();
    String kept = CredentialKeys.rotated(rotated, key -> key == oldKey);
    assertThat(new CredentialOpener(kept).open(old)).isEqualTo(SECRET);
    assertThat(new CredentialOpener(kept).open(fresh)).isEqualTo(SECRET);

    String dropped = CredentialKeys.rotated(rotated, key -> key != oldKey);
    assertThat(new CredentialOpener(dropped).open(fresh)).isEqualTo(SECRET);
    assertThatThrownBy(() -> new CredentialOpener(dropped).open(old))
        .isInstanceOf(CredentialException.class);
    assertThat(CredentialOpener.keyId(shop(Map.of()))).isEmpty();
    assertThat(CredentialOpener.keyId(with(shop(Map.of()), "no base64!"))).isEmpty();
    assertThatThrownBy(() -> new CredentialOpener(KEYS).open(fresh))
        .isInstanceOf(CredentialException.class);
  }

  @Test
  void whoSealsHasNoPrivateKey() {
    assertThatThrownBy(() -> new CredentialSealer(KEYS)).isInstanceOf(CredentialException.class);
    assertThatThrownBy(() -> new CredentialOpener(CredentialKeys.publicHalf(KEYS)))
        .isInstanceOf(CredentialException.class);
    assertThatThrownBy(() -> new CredentialOpener("{}")).isInstanceOf(CredentialException.class);
  }

  @Test
  void nothingSaysTheSecret() {
    ConnectionChanged connection = with(shop(Map.of()), sealed());

    assertThat(new String(Json.bytes(connection), StandardCharsets.UTF_8)).doesNotContain("Zebra");
    assertThat(connection.toString())
        .contains("shop")
        .doesNotContain(connection.sealedCredential())
        .doesNotContain("db.example.com");
  }
}
