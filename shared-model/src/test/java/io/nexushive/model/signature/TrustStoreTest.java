package io.nexushive.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.json.Json;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final SignedContent CONTENT = SignedContent.of(Purpose.GRANT).text("a", "x");
  private static final Signature GOOD = TestKeys.signer("policy-1").sign(CONTENT);

  @Test
  void believesWhatATrustedKeySigned() {
    assertThat(TestKeys.trusting("policy-1").verify(Purpose.GRANT, CONTENT, GOOD, NOW).issuer())
        .isEqualTo("policy-1");
  }

  @Test
  void believesNothingWithoutASignature() {
    refuses(TestKeys.trusting("policy-1"), CONTENT, null);
  }

  @Test
  void doesNotBelieveAKeyThatItDoesNotKnow() {
    refuses(TestKeys.trusting("other-1"), CONTENT, GOOD);
  }

  @Test
  void doesNotBelieveAKeyUnderTheNameOfAnother() {
    Signature forged = new Signature("policy-1", TestKeys.signer("attacker").sign(CONTENT).value());
    refuses(TestKeys.trusting("policy-1", "attacker"), CONTENT, forged);
  }

  @Test
  void doesNotBelieveAlteredContent() {
    SignedContent altered = SignedContent.of(Purpose.GRANT).text("a", "y");
    refuses(TestKeys.trusting("policy-1"), altered, GOOD);
  }

  @Test
  void doesNotBelieveASignatureGivenForAnotherPurpose() {
    SignedContent ticket = SignedContent.of(Purpose.REVIEW_TICKET).text("a", "x");
    refuses(TestKeys.trusting("policy-1"), CONTENT, TestKeys.signer("policy-1").sign(ticket));
  }

  @Test
  void doesNotBelieveAKeyForWhatItIsNotTrustedWith() {
    TrustStore store =
        new TestKeys()
            .trust("policy-1", EnumSet.complementOf(EnumSet.of(Purpose.GRANT)), null, null)
            .store();
    refuses(store, CONTENT, GOOD);
    assertThatThrownBy(() -> store.publicKey(Purpose.GRANT, "policy-1", NOW))
        .isInstanceOf(UntrustedException.class);
  }

  @Test
  void doesNotBelieveAKeyFromItsEndOn() {
    TrustStore store = new TestKeys().trust("policy-1", Set.of(Purpose.GRANT), NOW, null).store();
    refuses(store, CONTENT, GOOD);
    assertThatCode(() -> store.verify(Purpose.GRANT, CONTENT, GOOD, NOW.minusMillis(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void believesTheOldAndTheNewKeyWhileTheyOverlap() {
    TrustStore store =
        new TestKeys()
            .trust("policy-1", Set.of(Purpose.GRANT), NOW.plusSeconds(60), null)
            .trust("policy-2", Set.of(Purpose.GRANT), null, null)
            .store();
    assertThatCode(
            () -> {
              store.verify(Purpose.GRANT, CONTENT, GOOD, NOW);
              store.verify(Purpose.GRANT, CONTENT, TestKeys.signer("policy-2").sign(CONTENT), NOW);
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AA", "not base64 !!", "====", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void doesNotBelieveGarbage(String value) {
    refuses(TestKeys.trusting("policy-1"), CONTENT, new Signature("policy-1", value));
  }

  @Test
  void doesNotBelieveASignatureWithAnyBitTurned() {
    byte[] good = java.util.Base64.getUrlDecoder().decode(GOOD.value());
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      String value = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bad);
      refuses(TestKeys.trusting("policy-1"), CONTENT, new Signature("policy-1", value));
    }
  }

  @Test
  void takesNoTwoKeysOfOneName() {
    TestKeys keys =
        new TestKeys()
            .trust("policy-1", Set.of(Purpose.GRANT), null, null)
            .trust("policy-1", Set.of(Purpose.TOKEN), null, null);
    assertThatThrownBy(keys::store).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNoKeyThatIsNone() {
    TrustedKey broken =
        new TrustedKey("k", "policy", Set.of(Purpose.GRANT), "bm8ga2V5", null, null);
    assertThatThrownBy(() -> new TrustStore(List.of(broken)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isReadFromItsDocument() {
    TestKeys keys = new TestKeys().trust("policy-1", Set.of(Purpose.GRANT), null, null);
    byte[] json = Json.bytes(new TrustStore.Document(keys.all()));
    assertThatCode(() -> TrustStore.fromJson(json).verify(Purpose.GRANT, CONTENT, GOOD, NOW))
        .doesNotThrowAnyException();
  }

  @Test
  void aPrivateKeyThatCannotBeReadIsNotQuoted() {
    assertThatThrownBy(() -> Signer.fromPem("k", "-----BEGIN PRIVATE KEY-----\nsecretsecret\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secretsecret");
  }

  private static void refuses(TrustStore store, SignedContent content, Signature signature) {
    assertThatThrownBy(() -> store.verify(Purpose.GRANT, content, signature, NOW))
        .isInstanceOf(UntrustedException.class);
  }
}
