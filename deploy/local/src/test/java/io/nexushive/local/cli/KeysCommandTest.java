package io.nexushive.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.local.keys.KeyRing;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.SignedContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  private static final SignedContent GRANT = SignedContent.of(Purpose.GRANT).text("sql", "x");

  @TempDir Path home;

  @Test
  void rotatesWhatIsNamedWhileNothingRuns() throws Exception {
    KeyRing ring = ring();
    var before = ring.signer(ServiceName.POLICY).sign(GRANT);
    String credentials = Files.readString(ring.credentialKeysFile());

    assertThat(nexus("keys", "rotate", "policy")).isEqualTo(Nexus.OK);

    assertThat(ring.signer(ServiceName.POLICY).kid()).isEqualTo("policy-2");
    assertThat(ring.signer(ServiceName.GATEWAY).kid()).isEqualTo("gateway-1");
    assertThat(Files.readString(ring.credentialKeysFile())).isEqualTo(credentials);
    // What waits for a steward stays good for as long as it may wait.
    Instant tomorrow = Instant.now().plus(KeyRing.OVERLAP).minusSeconds(60);
    ring.trustStore().verify(Purpose.GRANT, GRANT, before, tomorrow);
    assertThat(nexus("keys", "list")).isEqualTo(Nexus.OK);
    assertThat(nexus("keys", "retire", "policy-1")).isEqualTo(Nexus.OK);
    assertThat(ring.trustStore().known("policy-1").isBelievedAt(Instant.now())).isFalse();
  }

  @Test
  void withoutANameAllAreRotatedAndTheExecutorsKeysForSecrets() throws Exception {
    KeyRing ring = ring();
    String credentials = Files.readString(ring.credentialKeysFile());

    assertThat(nexus("keys", "rotate", "--overlap", "PT1H")).isEqualTo(Nexus.OK);

    for (ServiceName service : KeyRing.signing()) {
      assertThat(ring.signer(service).kid()).isEqualTo(service.wire() + "-2");
    }
    assertThat(Files.readString(ring.credentialKeysFile())).isNotEqualTo(credentials);
  }

  @Test
  void refusesWhatDoesNotSignAndWhatIsInUse() {
    ring();
    assertThat(nexus("keys", "rotate", "visualizer")).isEqualTo(Nexus.FAILED);
    assertThat(nexus("keys", "retire", "policy-1")).isEqualTo(Nexus.FAILED);
    assertThat(nexus("keys", "retire", "nobody-1")).isEqualTo(Nexus.FAILED);
    assertThat(ring().signer(ServiceName.POLICY).kid()).isEqualTo("policy-1");
  }

  private KeyRing ring() {
    return KeyRing.createOrLoad(home.resolve("keys"));
  }

  private int nexus(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = home.toString();
    return Nexus.run(all);
  }
}
