package io.nexushive.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeySuccessionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final Instant END = NOW.plusSeconds(60);
  private static final SignedContent CONTENT = SignedContent.of(Purpose.GRANT).text("a", "x");
  private static final Set<Purpose> GRANTS = Set.of(Purpose.GRANT);

  private final TrustedKey first = key("policy-1", "policy", GRANTS);
  private final TrustedKey other = key("gateway-1", "gateway", Set.of(Purpose.REQUEST));
  private TrustStore store;

  @BeforeEach
  void believeTheFirstKeys() {
    store = new TrustStore(List.of(first, other));
  }

  @Test
  void aKeyThatTheOneBeforeEndorsedIsBelievedAndTheOldOneUntilItsEnd() {
    TrustedKey second = key("policy-2", "policy", GRANTS).endorsedBy(signer("policy-1"));

    assertThat(store.update(List.of(first.endingBy(END), other, second), NOW)).isEmpty();

    believes("policy-2", END.plusSeconds(9));
    believes("policy-1", END.minusMillis(1));
    refuses("policy-1", END);
  }

  @Test
  void severalRotationsAtOnceAreBelieved() {
    TrustedKey second = key("policy-2", "policy", GRANTS).endorsedBy(signer("policy-1"));
    TrustedKey third = key("policy-3", "policy", GRANTS).endorsedBy(signer("policy-2"));

    assertThat(store.update(List.of(third, second, first, other), NOW)).isEmpty();

    believes("policy-3", NOW);
  }

  @Test
  void aKeyThatNobodyRightfulEndorsedIsNotBelieved() {
    TrustedKey second = key("policy-2", "policy", GRANTS);
    for (TrustedKey forged :
        List.of(
            second,
            second.endorsedBy(signer("policy-2")),
            second.endorsedBy(signer("gateway-1")),
            second.endorsedBy(new Signer(() -> renamed("policy-1", "attacker"))),
            with(second.endorsedBy(signer("policy-1")), "policy-2", Set.of(Purpose.REQUEST)),
            with(second.endorsedBy(signer("policy-1")), "policy-3", GRANTS),
            key("policy-2", "policy", Set.of(Purpose.GRANT, Purpose.REQUEST))
                .endorsedBy(signer("policy-1")),
            key("policy-2", "gateway", GRANTS).endorsedBy(signer("policy-1")))) {
      assertThat(store.update(List.of(first, other, forged), NOW)).containsExactly(forged.kid());
      refuses("policy-2", NOW);
    }
    believes("policy-1", NOW);
  }

  @Test
  void anEndedKeyBringsNoOtherIn() {
    TrustedKey second = key("policy-2", "policy", GRANTS).endorsedBy(signer("policy-1"));

    assertThat(store.update(List.of(first.endingBy(NOW), other, second), NOW))
        .containsExactly("policy-2");

    refuses("policy-2", NOW);
  }

  @Test
  void aKnownKeyMayEndOrGoAndNothingElse() {
    store.update(List.of(first.endingBy(END), other), NOW);
    // Nobody gives a key more life, other purposes or another value while the process runs.
    assertThat(store.update(List.of(first, other), NOW)).containsExactly("policy-1");
    refuses("policy-1", END);
    assertThat(store.update(List.of(first, with(other, "gateway-1", GRANTS)), NOW))
        .contains("gateway-1");
    refuses("gateway-1", NOW);
    TrustedKey exchanged =
        new TrustedKey(
            "policy-1", "policy", GRANTS, key("x", "policy", GRANTS).publicKey(), END, null);
    assertThat(store.update(List.of(exchanged, other), NOW)).containsExactly("policy-1");
    believes("policy-1", NOW);

    store.update(List.of(other), NOW);
    refuses("policy-1", NOW);
  }

  @Test
  void whatCannotBeReadChangesNothing() {
    TrustedKey broken = new TrustedKey("policy-2", "policy", GRANTS, "bm8ga2V5", null, null);
    assertThatThrownBy(() -> store.update(List.of(broken), NOW))
        .isInstanceOf(IllegalArgumentException.class);
    believes("policy-1", NOW);
  }

  @Test
  void looksForAKeyThatItDoesNotKnowAndForNoOther() {
    AtomicInteger looks = new AtomicInteger();
    TrustedKey second = key("policy-2", "policy", GRANTS).endorsedBy(signer("policy-1"));
    store.onUnknownKey(
        () -> {
          looks.incrementAndGet();
          store.update(List.of(first, other, second), NOW);
        });

    believes("policy-1", NOW);
    assertThat(looks).hasValue(0);
    believes("policy-2", NOW);
    believes("policy-2", NOW);
    assertThat(looks).hasValue(1);
    refuses("policy-9", NOW);
    assertThat(looks).hasValue(2);
  }

  @Test
  void aSignerFindsTheNameOfItsKeyInTheTrustStore() {
    TrustStore two = new TrustStore(new ArrayList<>(List.of(other, first)));
    assertThat(SigningKey.fromPem(TestKeys.pem("policy-1"), two).kid()).isEqualTo("policy-1");
    assertThatThrownBy(() -> SigningKey.fromPem(TestKeys.pem("attacker"), two))
        .isInstanceOf(UntrustedException.class);
  }

  private void believes(String kid, Instant time) {
    Signature made = signer(kid).sign(CONTENT);
    assertThatCode(() -> store.verify(Purpose.GRANT, CONTENT, made, time))
        .doesNotThrowAnyException();
  }

  private void refuses(String kid, Instant time) {
    Signature made = signer(kid).sign(CONTENT);
    assertThatThrownBy(() -> store.verify(Purpose.GRANT, CONTENT, made, time))
        .isInstanceOf(UntrustedException.class);
  }

  private static Signer signer(String kid) {
    return TestKeys.signer(kid);
  }

  private static SigningKey renamed(String kid, String holder) {
    return new SigningKey(kid, signer(holder).current().privateKey());
  }

  private static TrustedKey key(String kid, String issuer, Set<Purpose> purposes) {
    String publicKey = new TestKeys().trust(kid, purposes, null, null).all().get(0).publicKey();
    return new TrustedKey(kid, issuer, purposes, publicKey, null, null);
  }

  private static TrustedKey with(TrustedKey of, String kid, Set<Purpose> purposes) {
    return new TrustedKey(
        kid, of.issuer(), purposes, of.publicKey(), of.notAfter(), null, of.endorsement());
  }
}
