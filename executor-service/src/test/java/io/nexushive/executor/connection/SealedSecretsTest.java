package io.nexushive.executor.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.credential.CredentialSealer;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSecretsTest {
  private static final String SECRET = "Zebra-4711";

  @TempDir Path dir;

  private static ConnectionChanged connection(String host, String sealed) {
    return new ConnectionChanged(
        new ConnectionId("shop"),
        new TenantId("default"),
        "Shop",
        "postgres",
        Map.of("host", host, "user", "reader"),
        null,
        sealed,
        false,
        null);
  }

  private static void assertProblem(ThrowingCallable work, Problem problem) {
    assertThatThrownBy(work)
        .isInstanceOf(WarehouseException.class)
        .hasMessageNotContaining("Zebra")
        .extracting(e -> ((WarehouseException) e).problem())
        .isEqualTo(problem);
  }

  @Test
  void opensWithTheKeysThatTheLauncherMadeAndFollowsTheirRotation() throws Exception {
    KeyRing ring = KeyRing.createOrLoad(dir);
    String publicKeys = Files.readString(ring.credentialPublicKeysFile());
    String sealed = new CredentialSealer(publicKeys).seal(connection("db", null), SECRET);
    SealedSecrets secrets = new SealedSecrets(Optional.of(ring.credentialKeysFile()));

    assertThat(secrets.open(connection("db", sealed))).isEqualTo(SECRET);
    assertThat(secrets.reseal(connection("db", sealed))).isEmpty();
    assertProblem(() -> secrets.open(connection("evil", sealed)), Problem.SECRET_NEEDED);

    ring.rotateCredentialKeys(key -> true);
    String again = secrets.reseal(connection("db", sealed)).orElseThrow();
    ring.rotateCredentialKeys(key -> true);
    assertThat(secrets.open(connection("db", sealed))).isEqualTo(SECRET);
    String last = secrets.reseal(connection("db", again)).orElseThrow();
    ring.rotateCredentialKeys(key -> false);
    assertThat(secrets.open(connection("db", last))).isEqualTo(SECRET);
    assertProblem(() -> secrets.open(connection("db", sealed)), Problem.SECRET_NEEDED);
    assertProblem(() -> secrets.reseal(connection("evil", last)), Problem.SECRET_NEEDED);
  }

  @Test
  void withoutKeysOnlyConnectionsWithoutACredentialOpen() {
    for (Optional<Path> file :
        List.of(Optional.<Path>empty(), Optional.of(dir.resolve("none.json")))) {
      SealedSecrets secrets = new SealedSecrets(file);
      assertThat(secrets.open(connection("db", null))).isNull();
      assertThat(secrets.reseal(connection("db", null))).isEmpty();
      assertProblem(() -> secrets.open(connection("db", "AA==")), Problem.MISCONFIGURED);
    }
  }

  @Test
  void openedSettingsDoNotSayTheSecret() {
    ConnectionSettings settings =
        new ConnectionSettings(new ConnectionId("shop"), Map.of("host", "db"), SECRET);

    assertThat(settings.toString()).doesNotContain("Zebra");
    assertThat(new String(Json.bytes(settings), StandardCharsets.UTF_8))
        .contains("db")
        .doesNotContain("Zebra");
  }
}
