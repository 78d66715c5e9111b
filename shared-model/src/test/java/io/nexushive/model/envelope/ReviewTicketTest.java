package io.nexushive.model.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.TestKeys;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewTicketTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final Instant END = NOW.plusSeconds(3_600);
  private static final UUID ID = UUID.fromString("0195510a-1f4d-5c1e-8f00-0000000000ff");
  private static final TrustStore TRUST =
      new TestKeys()
          .trust("policy-1", Set.of(Purpose.REVIEW_TICKET), null, null)
          .trust("gateway-1", Set.of(Purpose.REVIEW_DECISION), null, null)
          .store();
  private static final Request REQUEST = RequestTest.request("ana", "analyst");
  private static final Asker STELLA = new Asker("stella", new TreeSet<>(Set.of("steward")));
  private static final AgentState WAITING =
      waiting(REQUEST, candidate("SELECT a FROM t"), review("SELECT a FROM t LIMIT 9", "t", "p1"));
  private static final ReviewTicket TICKET = WAITING.ticket();

  @Test
  void standsForExactlyWhatItWasIssuedFor() {
    assertThatCode(() -> TICKET.verify(WAITING, TRUST, NOW)).doesNotThrowAnyException();
    AgentState later =
        WAITING.renewed(REQUEST.withDeadline(END, REQUEST.asker(), TestKeys.signer("gateway-1")));
    assertThatCode(() -> TICKET.verify(later, TRUST, NOW)).doesNotThrowAnyException();
  }

  @Test
  void standsForNothingElse() {
    Candidate candidate = WAITING.candidate();
    Verdict.ReviewRequired review = review("SELECT a FROM t LIMIT 9", "t", "p1");
    Request other = RequestTest.request("ana", "analyst");
    for (AgentState altered :
        List.of(
            waiting(other, candidate, review).waiting(review, TICKET),
            waiting(REQUEST, candidate("SELECT b FROM t"), review).waiting(review, TICKET),
            WAITING.waiting(review("SELECT b FROM t LIMIT 9", "t", "p1"), TICKET),
            WAITING.waiting(review("SELECT a FROM t LIMIT 9", "u", "p1"), TICKET),
            WAITING.waiting(review("SELECT a FROM t LIMIT 9", "t", "p2"), TICKET),
            WAITING.waiting(under(10, List.of(), List.of()), TICKET),
            WAITING.waiting(under(9, List.of("a = 1"), List.of()), TICKET),
            WAITING.waiting(under(9, List.of(), List.of("t.a")), TICKET),
            AgentState.asked(REQUEST))) {
      assertThatThrownBy(() -> TICKET.verify(altered, TRUST, NOW))
          .isInstanceOf(UntrustedException.class);
    }
  }

  @Test
  void isWorthNothingByAnybodyElsesKey() {
    AgentState forged =
        WAITING.waiting(
            review("SELECT a FROM t LIMIT 9", "t", "p1"),
            ReviewTicket.issue(
                ID,
                REQUEST,
                WAITING.candidate(),
                review("SELECT a FROM t LIMIT 9", "t", "p1"),
                END,
                TestKeys.signer("gateway-1")));
    assertThatThrownBy(() -> forged.ticket().verify(forged, TRUST, NOW))
        .isInstanceOf(UntrustedException.class);
  }

  @Test
  void isOpenUntilItsEnd() {
    assertThat(TICKET.isOpenAt(END.minusMillis(1))).isTrue();
    assertThat(TICKET.isOpenAt(END)).isFalse();
  }

  @Test
  void aDecisionHoldsAsTheGatewaySignedIt() {
    assertThatCode(() -> decided().verify(TRUST, NOW)).doesNotThrowAnyException();
    assertThat(ReviewDecided.eventId(TICKET)).isEqualTo(ReviewDecided.eventId(TICKET));
  }

  @Test
  void anAlteredDecisionDoesNotHold() {
    ReviewDecided genuine = decided();
    AgentState other =
        waiting(RequestTest.request("ana", "analyst"), WAITING.candidate(), review());
    for (ReviewDecided altered :
        List.of(
            altered(genuine, !genuine.approved(), "stella", Set.of("steward"), "fine", NOW),
            altered(genuine, true, "ana", Set.of("steward"), "fine", NOW),
            altered(genuine, true, "stella", Set.of("admin"), "fine", NOW),
            altered(genuine, true, "stella", Set.of("steward"), "other", NOW),
            altered(genuine, true, "stella", Set.of("steward"), "fine", NOW.plusMillis(1)),
            withState(genuine, other),
            withState(genuine, WAITING.renewed(RequestTest.request("ana", "analyst"))),
            withState(genuine, AgentState.asked(REQUEST)))) {
      assertThatThrownBy(() -> altered.verify(TRUST, NOW)).isInstanceOf(UntrustedException.class);
    }
  }

  @Test
  void aDecisionByAnybodyElsesKeyDoesNotHold() {
    ReviewDecided forged =
        ReviewDecided.by(STELLA, true, "fine", WAITING, NOW, TestKeys.signer("policy-1"));
    assertThatThrownBy(() -> forged.verify(TRUST, NOW)).isInstanceOf(UntrustedException.class);
  }

  private static ReviewDecided decided() {
    return ReviewDecided.by(STELLA, true, "fine", WAITING, NOW, TestKeys.signer("gateway-1"));
  }

  private static ReviewDecided altered(
      ReviewDecided of,
      boolean approved,
      String steward,
      Set<String> roles,
      String reason,
      Instant at) {
    return new ReviewDecided(
        of.requestId(),
        of.ticketId(),
        approved,
        steward,
        new TreeSet<>(roles),
        reason,
        of.sqlSha256(),
        of.policyVersion(),
        at,
        of.state(),
        of.signature());
  }

  private static ReviewDecided withState(ReviewDecided of, AgentState state) {
    return new ReviewDecided(
        of.requestId(),
        of.ticketId(),
        of.approved(),
        of.steward(),
        of.stewardRoles(),
        of.reason(),
        of.sqlSha256(),
        of.policyVersion(),
        of.decidedAt(),
        state,
        of.signature());
  }

  private static AgentState waiting(
      Request request, Candidate candidate, Verdict.ReviewRequired review) {
    return AgentState.asked(request)
        .translated(null, candidate)
        .waiting(
            review,
            ReviewTicket.issue(ID, request, candidate, review, END, TestKeys.signer("policy-1")));
  }

  private static Candidate candidate(String sql) {
    return new Candidate(sql, Dialect.SQLITE, null, SqlSource.SEMANTIC_PARSER, null, 1);
  }

  private static Verdict.ReviewRequired review() {
    return review("SELECT a FROM t LIMIT 9", "t", "p1");
  }

  private static Verdict.ReviewRequired review(String sql, String table, String policy) {
    return review(sql, table, policy, new Obligations(9, 1_000, List.of(), List.of(), "tag"));
  }

  /** As it waits, but for what would be filtered and masked. */
  private static Verdict.ReviewRequired under(int rows, List<String> filters, List<String> masks) {
    return review(
        "SELECT a FROM t LIMIT 9", "t", "p1", new Obligations(rows, 1_000, filters, masks, "tag"));
  }

  private static Verdict.ReviewRequired review(
      String sql, String table, String policy, Obligations obligations) {
    return new Verdict.ReviewRequired(
        sql,
        obligations,
        new PolicyBasis(policy, "c1"),
        List.of(new Reason("row-level", "Rows.", null, null)),
        List.of(new Lineage(table, List.of("a"), List.of())));
  }
}
