package io.nexushive.model.envelope;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.TestKeys;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final Instant END = NOW.plusSeconds(30);
  private static final String SQL = "SELECT 1";
  private static final TrustStore TRUST = TestKeys.trusting("policy-1");
  private static final Request REQUEST = RequestTest.request("ana", "analyst");
  private static final Obligations OBLIGATIONS =
      new Obligations(100, 1_000, List.of("a"), List.of("b"), "tag");
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final Grant GRANT =
      Grant.issue(ID, REQUEST, SQL, OBLIGATIONS, END, TestKeys.signer("policy-1"));

  @Test
  void permitsExactlyWhatItWasGivenFor() {
    assertThatCode(() -> GRANT.verify(REQUEST, SQL, TRUST, NOW)).doesNotThrowAnyException();
  }

  @Test
  void permitsNoOtherText() {
    for (String other : List.of("SELECT 1 ", "select 1", "SELECT 2", "")) {
      refuses(GRANT, REQUEST, other, TRUST, NOW);
    }
  }

  @Test
  void permitsNothingForAnotherRequest() {
    refuses(GRANT, RequestTest.request("ana", "analyst"), SQL, TRUST, NOW);
  }

  @Test
  void permitsNothingFromItsEndOn() {
    refuses(GRANT, REQUEST, SQL, TRUST, END);
    assertThatCode(() -> GRANT.verify(REQUEST, SQL, TRUST, END.minusMillis(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void permitsNothingByAnybodyElsesKey() {
    Grant forged = Grant.issue(ID, REQUEST, SQL, OBLIGATIONS, END, TestKeys.signer("translator-1"));
    refuses(forged, REQUEST, SQL, TRUST, NOW);
    TrustStore trusting =
        new TestKeys().trust("translator-1", Set.of(Purpose.KNOWLEDGE), null, null).store();
    refuses(forged, REQUEST, SQL, trusting, NOW);
  }

  @Test
  void permitsNothingUnderOtherObligations() {
    for (Obligations other :
        List.of(
            new Obligations(1_000, 1_000, List.of("a"), List.of("b"), "tag"),
            new Obligations(100, 9_000, List.of("a"), List.of("b"), "tag"),
            new Obligations(100, 1_000, List.of(), List.of("b"), "tag"),
            new Obligations(100, 1_000, List.of("a"), List.of(), "tag"),
            new Obligations(100, 1_000, List.of("a", "b"), List.of(), "tag"),
            new Obligations(100, 1_000, List.of("a"), List.of("b"), "other"),
            new Obligations(100, 1_000, List.of("a"), List.of("b"), null))) {
      refuses(altered(other, GRANT.sqlSha256(), END), REQUEST, SQL, TRUST, NOW);
    }
  }

  @Test
  void permitsNothingLongerAndNothingElseThanSigned() {
    refuses(altered(OBLIGATIONS, GRANT.sqlSha256(), END.plusSeconds(1)), REQUEST, SQL, TRUST, NOW);
    String other = io.nexushive.model.signature.SignedContent.sha256("SELECT 2");
    refuses(altered(OBLIGATIONS, other, END), REQUEST, "SELECT 2", TRUST, NOW);
  }

  @Test
  void isHandedOverByOneEventAlone() {
    assertThatCode(() -> GRANT.requireHandedOverBy(ID.toString())).doesNotThrowAnyException();
    for (String other : new String[] {UUID.randomUUID().toString(), "", null}) {
      assertThatThrownBy(() -> GRANT.requireHandedOverBy(other))
          .isInstanceOf(UntrustedException.class);
    }
    Grant unnamed = Grant.issue(null, REQUEST, SQL, OBLIGATIONS, END, TestKeys.signer("policy-1"));
    assertThatThrownBy(() -> unnamed.requireHandedOverBy(null))
        .isInstanceOf(UntrustedException.class);
    Grant renamed =
        new Grant(
            UUID.randomUUID(),
            GRANT.requestId(),
            GRANT.connectionId(),
            GRANT.sqlSha256(),
            OBLIGATIONS,
            END,
            GRANT.signature());
    refuses(renamed, REQUEST, SQL, TRUST, NOW);
  }

  private static Grant altered(Obligations obligations, String sha256, Instant end) {
    return new Grant(
        ID, GRANT.requestId(), GRANT.connectionId(), sha256, obligations, end, GRANT.signature());
  }

  private static void refuses(
      Grant grant, Request request, String sql, TrustStore trust, Instant now) {
    assertThatThrownBy(() -> grant.verify(request, sql, trust, now))
        .isInstanceOf(UntrustedException.class);
  }
}
