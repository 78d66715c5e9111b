package io.nexushive.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.credential.CredentialKeys;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  private static final SignedContent GRANT = SignedContent.of(Purpose.GRANT).text("sql", "x");

  @TempDir Path dir;

  @Test
  void givesEachServiceAKeyForItsPurposesOnly() {
    KeyRing ring = KeyRing.createOrLoad(dir);
    var byPolicy = ring.signer(ServiceName.POLICY).sign(GRANT);
    var byGateway = ring.signer(ServiceName.GATEWAY).sign(GRANT);

    assertThat(ring.trustStore().verify(Purpose.GRANT, GRANT, byPolicy, Instant.now()).issuer())
        .isEqualTo("policy");
    assertThatThrownBy(
            () -> ring.trustStore().verify(Purpose.GRANT, GRANT, byGateway, Instant.now()))
        .isInstanceOf(UntrustedException.class);
    assertThat(ring.privateKeyFile(ServiceName.VISUALIZER)).isEmpty();
  }

  @Test
  void aKeyOfAnEarlierVersionIsGoodForWhatItsServiceSignsNow() throws Exception {
    KeyRing ring = KeyRing.createOrLoad(dir);
    SignedContent content = SignedContent.of(Purpose.KNOWLEDGE).text("id", "x");
    var signature = ring.signer(ServiceName.GATEWAY).sign(content);
    Files.writeString(
        ring.trustFile(),
        Files.readString(ring.trustFile()).replaceAll("\"knowledge\"\\s*,|,\\s*\"knowledge\"", ""));
    assertThatThrownBy(
            () ->
                verify(
                    TrustStore.fromJson(Files.readAllBytes(ring.trustFile())), content, signature))
        .isInstanceOf(UntrustedException.class);

    TrustStore after = KeyRing.createOrLoad(dir).trustStore();

    verify(after, content, signature);
    assertThatThrownBy(
            () ->
                after.verify(
                    Purpose.GRANT,
                    GRANT,
                    ring.signer(ServiceName.GATEWAY).sign(GRANT),
                    Instant.now()))
        .isInstanceOf(UntrustedException.class);
  }

  private static void verify(TrustStore trust, SignedContent content, Signature signature) {
    trust.verify(Purpose.KNOWLEDGE, content, signature, Instant.now());
  }

  @Test
  void findsItsKeysAgain() {
    var signature = KeyRing.createOrLoad(dir).signer(ServiceName.POLICY).sign(GRANT);
    assertThat(KeyRing.createOrLoad(dir).signer(ServiceName.POLICY).sign(GRANT))
        .isEqualTo(signature);
  }

  @Test
  void keepsPrivateKeysForTheOwnerAlone() throws Exception {
    KeyRing ring = KeyRing.createOrLoad(dir);
    assertThat(Files.getPosixFilePermissions(ring.privateKeyFile(ServiceName.AUDIT).orElseThrow()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void registersAProgramUnderItsOwnIdentity() {
    KeyRing ring = KeyRing.createOrLoad(dir);
    Signer signer =
        ring.addClient("report-bot", Set.of("analyst"), Map.of("region", List.of("1", "2")));
    SignedContent content = SignedContent.of(Purpose.REQUEST).text("question", "x");

    var key =
        ring.trustStore().verify(Purpose.REQUEST, content, signer.sign(content), Instant.now());
    assertThat(key.client().subject()).isEqualTo("report-bot");
    assertThat(key.client().roles()).containsExactly("analyst");
    assertThat(key.client().attributes()).isEqualTo(Map.of("region", List.of("1", "2")));
    assertThatThrownBy(() -> ring.addClient("report-bot", Set.of("admin"), Map.of()))
        .isInstanceOf(LocalStackException.class);
    assertThatThrownBy(() -> ring.addClient("../x", Set.of(), Map.of()))
        .isInstanceOf(LocalStackException.class);
    assertThatThrownBy(() -> ring.addClient("bot", Set.of(), Map.of("subject", List.of("ann"))))
        .isInstanceOf(LocalStackException.class);
  }

  @Test
  void keepsTheCredentialKeysAndRotatesThem() throws Exception {
    KeyRing ring = KeyRing.createOrLoad(dir);
    String first = Files.readString(ring.credentialKeysFile());
    assertThat(Files.getPosixFilePermissions(ring.credentialKeysFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(KeyRing.createOrLoad(dir).credentialKeysFile())).isEqualTo(first);

    ring.rotateCredentialKeys(key -> true);

    String second = Files.readString(ring.credentialKeysFile());
    assertThat(second).isNotEqualTo(first);
    assertThat(Files.readString(ring.credentialPublicKeysFile()))
        .isEqualTo(CredentialKeys.publicHalf(second));
  }

  @Test
  void rotatesAKeyThatTheOneBeforeVouchesFor() {
    KeyRing ring = KeyRing.createOrLoad(dir);
    TrustStore running = ring.trustStore();
    Instant now = Instant.now();
    var before = ring.signer(ServiceName.POLICY).sign(GRANT);

    assertThat(ring.rotate(ServiceName.POLICY, Duration.ofHours(1), Duration.ZERO))
        .isEqualTo("policy-2");

    var after = KeyRing.createOrLoad(dir).signer(ServiceName.POLICY).sign(GRANT);
    assertThat(after.kid()).isEqualTo("policy-2");
    // A process that runs takes it over, because its key before endorsed it.
    assertThat(running.update(ring.trustStore().keys(), now)).isEmpty();
    for (TrustStore trust : List.of(running, ring.trustStore())) {
      trust.verify(Purpose.GRANT, GRANT, after, now.plus(Duration.ofDays(900)));
      trust.verify(Purpose.GRANT, GRANT, before, now.plus(Duration.ofMinutes(59)));
      assertThatThrownBy(
              () -> trust.verify(Purpose.GRANT, GRANT, before, now.plus(Duration.ofMinutes(61))))
          .isInstanceOf(UntrustedException.class);
    }
    assertThat(ring.rotate(ServiceName.POLICY, Duration.ofHours(1), Duration.ZERO))
        .isEqualTo("policy-3");
    assertThat(running.update(ring.trustStore().keys(), now)).isEmpty();
  }

  @Test
  void retiresAKeyAtOnceButNotOneInUse() {
    KeyRing ring = KeyRing.createOrLoad(dir);
    var before = ring.signer(ServiceName.POLICY).sign(GRANT);
    assertThatThrownBy(() -> ring.retire("policy-1")).isInstanceOf(LocalStackException.class);
    assertThatThrownBy(() -> ring.retire("nobody-1")).isInstanceOf(LocalStackException.class);
    ring.rotate(ServiceName.POLICY, KeyRing.OVERLAP, Duration.ZERO);

    ring.retire("policy-1");

    assertThatThrownBy(() -> ring.trustStore().verify(Purpose.GRANT, GRANT, before, Instant.now()))
        .isInstanceOf(UntrustedException.class);
  }

  @Test
  void takesOverARingFromBeforeKeysWereRotated() throws Exception {
    KeyRing ring = KeyRing.createOrLoad(dir);
    var before = ring.signer(ServiceName.POLICY).sign(GRANT);
    Path file = ring.privateKeyFile(ServiceName.POLICY).orElseThrow();
    Files.move(file, dir.resolve("policy-1.pem"));

    assertThat(KeyRing.createOrLoad(dir).signer(ServiceName.POLICY).sign(GRANT)).isEqualTo(before);
  }

  @Test
  void saysWhichKeyIsMissing() throws Exception {
    KeyRing ring = KeyRing.createOrLoad(dir);
    Files.delete(ring.privateKeyFile(ServiceName.POLICY).orElseThrow());
    assertThatThrownBy(() -> KeyRing.createOrLoad(dir))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("policy-1");
  }
}
