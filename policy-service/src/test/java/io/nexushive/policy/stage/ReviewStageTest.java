package io.nexushive.policy.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.policy.knowledge.Catalogs;
import io.nexushive.policy.knowledge.Policies;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "policy"))
class ReviewStageTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ROWS = "SELECT transaction_id, date FROM sales";
  private static final Asker STELLA = person("stella", "steward");

  Stack stack;
  @Inject Catalogs catalogs;
  @Inject Policies policies;

  @BeforeEach
  void announceWhatIsKnown() {
    Knowledge.announce(stack, catalogs, policies);
  }

  @Test
  void anApprovalGrantsExactlyTheReviewedText() throws Exception {
    AgentState waiting = waiting();
    decide(decision(STELLA, true, "for the audit", waiting));

    AgentState approved = await(EventType.QUERY_APPROVED, waiting);

    assertThat(approved.verdict().decision()).isEqualTo("allow");
    assertThat(sql(approved)).isEqualTo(sql(waiting));
    TrustStore trust = TrustStore.fromJson(Files.readAllBytes(stack.keys().trustFile()));
    approved.grant().verify(approved.request(), sql(waiting), trust, Instant.now());
    assertThat(approved.grant().expiresAt()).isEqualTo(approved.request().deadline());
    assertThat(details(waiting)).contains("The approval by stella holds.");
  }

  @Test
  void aRejectionEndsTheRequestWithTheReason() {
    AgentState waiting = waiting();
    decide(decision(STELLA, false, "Ask for a sum.", waiting));

    Failure failure = failure(waiting);

    assertThat(failure.code()).isEqualTo(ErrorCode.REVIEW_REJECTED);
    assertThat(failure.message()).isEqualTo("Rejected by stella: Ask for a sum.");
    assertThat(failure.repairable()).isFalse();
    assertThat(said(EventType.QUERY_REJECTED, waiting)).isEmpty();
    assertThat(said(EventType.QUERY_APPROVED, waiting)).isEmpty();
    assertThat(kinds(waiting)).endsWith(TraceKind.ERROR, TraceKind.DONE);
  }

  @Test
  void theAskersOwnDecisionDoesNotCount() {
    AgentState waiting = waiting();
    decide(decision(person("ann", "steward"), true, null, waiting));

    assertThat(failure(waiting).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(said(EventType.QUERY_APPROVED, waiting)).isEmpty();
  }

  @Test
  void aDecisionWithoutTheRoleDoesNotCount() {
    AgentState waiting = waiting();
    decide(decision(person("bob", "analyst", "auditor"), true, null, waiting));

    assertThat(failure(waiting).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(said(EventType.QUERY_APPROVED, waiting)).isEmpty();
  }

  @Test
  void aDecisionAfterTheEndDoesNotCount() {
    AgentState waiting = waiting();
    Instant late = waiting.ticket().expiresAt();
    decide(ReviewDecided.by(STELLA, true, null, renewed(waiting), late, gateway()));

    assertThat(failure(waiting).code()).isEqualTo(ErrorCode.REVIEW_EXPIRED);
    assertThat(said(EventType.QUERY_APPROVED, waiting)).isEmpty();
  }

  @Test
  void aRejectionWithoutAReasonDoesNotCount() {
    AgentState waiting = waiting();
    decide(decision(STELLA, false, " ", waiting));

    assertThat(failure(waiting).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void whatIsForgedHasNoEffectAndTheGenuineDecisionStillHolds() {
    AgentState waiting = waiting();
    AgentState other = waiting();
    ReviewDecided genuine = decision(STELLA, true, null, waiting);
    ReviewDecided rejected = decision(STELLA, false, "no", waiting);
    ReviewTicket ticket = waiting.ticket();
    Verdict.ReviewRequired review = review(waiting);
    Signer executor = stack.keys().signer(ServiceName.EXECUTOR);
    List<ReviewDecided> forged =
        List.of(
            // an altered decision
            with(rejected, true, rejected.state()),
            // an altered ticket: it would be open for longer
            onTicket(waiting, t -> lasting(t, t.expiresAt().plusSeconds(60))),
            // another request's ticket
            onTicket(waiting, t -> other.ticket()),
            // a ticket, and a decision, by keys that are trusted for other things
            onTicket(waiting, t -> issued(waiting, executor)),
            onTicket(waiting, t -> issued(waiting, gateway())),
            ReviewDecided.by(STELLA, true, null, renewed(waiting), Instant.now(), executor),
            // the ticket's text exchanged for another one
            with(
                genuine,
                true,
                renewed(
                    waiting
                        .translated(null, candidate("SELECT customer_id FROM sales"))
                        .waiting(review, ticket))),
            // a request that the gateway did not sign
            with(
                genuine,
                true,
                waiting.renewed(
                    waiting
                        .request()
                        .withDeadline(
                            Instant.now().plusSeconds(60), waiting.request().asker(), executor))));
    forged.forEach(this::decide);
    String wrongId = UUID.randomUUID().toString();
    stack.sayAgain(
        wrongId, EventType.REVIEW_DECIDED, ServiceName.GATEWAY, key(waiting), Json.bytes(genuine));
    Awaitility.await().atMost(SOON).until(() -> deadLetters(waiting) == forged.size() + 1);
    assertThat(said(EventType.QUERY_APPROVED, waiting)).isEmpty();
    assertThat(said(EventType.REQUEST_FAILED, waiting)).isEmpty();

    decide(genuine);

    await(EventType.QUERY_APPROVED, waiting);
    assertThat(said(EventType.REQUEST_FAILED, waiting)).isEmpty();
  }

  @Test
  void aSecondDecisionOnATicketIsADouble() {
    AgentState waiting = waiting();
    decide(decision(STELLA, true, null, waiting));
    await(EventType.QUERY_APPROVED, waiting);
    decide(decision(person("adam", "admin"), false, "no", waiting));
    decide(decision(STELLA, true, null, waiting));
    AgentState later = waiting();
    decide(decision(STELLA, true, null, later));
    await(EventType.QUERY_APPROVED, later);

    assertThat(said(EventType.QUERY_APPROVED, waiting)).hasSize(1);
    assertThat(said(EventType.REQUEST_FAILED, waiting)).isEmpty();
  }

  @Test
  void underAnotherPolicyTheApprovalIsAskedForAgain() {
    AgentState waiting = outdated(waiting(), new PolicyBasis("an older policy", "c"));
    decide(decision(STELLA, true, null, waiting));

    Awaitility.await()
        .atMost(SOON)
        .until(() -> said(EventType.REVIEW_REQUESTED, waiting).size() == 2);

    AgentState again = said(EventType.REVIEW_REQUESTED, waiting).get(1);
    assertThat(again.ticket().id()).isNotEqualTo(waiting.ticket().id());
    assertThat(again.ticket().policyVersion()).isNotEqualTo("an older policy");
    assertThat(said(EventType.QUERY_APPROVED, waiting)).isEmpty();
    assertThat(kinds(waiting)).endsWith(TraceKind.REVIEW_REQUIRED, TraceKind.DONE);
  }

  @Test
  void aCatalogueThatWasReadAgainChangesNothing() {
    AgentState genuine = waiting();
    AgentState waiting =
        outdated(genuine, new PolicyBasis(genuine.ticket().policyVersion(), "an older catalogue"));
    decide(decision(STELLA, true, null, waiting));

    assertThat(await(EventType.QUERY_APPROVED, waiting).grant()).isNotNull();
  }

  @Test
  void whatPolicyHasComeToForbidIsNotGranted() {
    Request request = stack.request("Margins", "ann", "analyst");
    Verdict.ReviewRequired review = review(waiting());
    Candidate forbidden = candidate("SELECT margin_percentage FROM products");
    AgentState waiting =
        AgentState.asked(request)
            .translated(null, forbidden)
            .waiting(
                review,
                ReviewTicket.issue(
                    Uuids.v7(), request, forbidden, review, inAnHour(), policySigner()));
    decide(decision(STELLA, true, null, waiting));

    assertThat(failure(waiting).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(said(EventType.QUERY_APPROVED, waiting)).isEmpty();
  }

  /** A request that waits, asked by ann. */
  private AgentState waiting() {
    Request request = stack.request("List sales", "ann", "analyst");
    AgentState translated = AgentState.asked(request).translated(null, candidate(ROWS));
    stack.say(
        EventType.QUERY_TRANSLATED,
        ServiceName.TRANSLATOR,
        request.requestId().toString(),
        translated);
    return await(EventType.REVIEW_REQUESTED, translated);
  }

  /** As if it had begun to wait under another policy or catalogue. */
  private AgentState outdated(AgentState waiting, PolicyBasis basis) {
    Verdict.ReviewRequired seen = review(waiting);
    Verdict.ReviewRequired older =
        new Verdict.ReviewRequired(
            seen.sql(), seen.obligations(), basis, seen.reasons(), seen.lineage());
    return waiting.waiting(
        older,
        ReviewTicket.issue(
            Uuids.v7(), waiting.request(), waiting.candidate(), older, inAnHour(), policySigner()));
  }

  private ReviewDecided onTicket(AgentState waiting, UnaryOperator<ReviewTicket> change) {
    return decision(
        STELLA, true, null, waiting.waiting(review(waiting), change.apply(waiting.ticket())));
  }

  private ReviewDecided decision(Asker by, boolean approved, String reason, AgentState waiting) {
    return ReviewDecided.by(by, approved, reason, renewed(waiting), Instant.now(), gateway());
  }

  private AgentState renewed(AgentState waiting) {
    return waiting.renewed(
        waiting
            .request()
            .withDeadline(Instant.now().plusSeconds(90), waiting.request().asker(), gateway()));
  }

  private void decide(ReviewDecided decision) {
    String id = ReviewDecided.eventId(decision.state().ticket()).toString();
    stack.sayAgain(
        id,
        EventType.REVIEW_DECIDED,
        ServiceName.GATEWAY,
        key(decision.state()),
        Json.bytes(decision));
  }

  private static ReviewDecided with(ReviewDecided of, boolean approved, AgentState state) {
    return new ReviewDecided(
        of.requestId(),
        of.ticketId(),
        approved,
        of.steward(),
        of.stewardRoles(),
        of.reason(),
        of.sqlSha256(),
        of.policyVersion(),
        of.decidedAt(),
        state,
        of.signature());
  }

  private static ReviewTicket lasting(ReviewTicket of, Instant end) {
    return new ReviewTicket(
        of.id(),
        of.requestId(),
        of.connectionId(),
        of.asker(),
        of.askedSqlSha256(),
        of.sqlSha256(),
        of.evidenceSha256(),
        of.policyVersion(),
        of.catalogVersion(),
        end,
        of.signature());
  }

  private static ReviewTicket issued(AgentState waiting, Signer signer) {
    return ReviewTicket.issue(
        waiting.ticket().id(),
        waiting.request(),
        waiting.candidate(),
        review(waiting),
        waiting.ticket().expiresAt(),
        signer);
  }

  private static Candidate candidate(String sql) {
    return new Candidate(sql, Dialect.SQLITE, "It says.", SqlSource.SEMANTIC_PARSER, null, 1);
  }

  private static Verdict.ReviewRequired review(AgentState state) {
    return state.verdict().fold(a -> null, r -> r, d -> null);
  }

  private static String sql(AgentState state) {
    return state.verdict().fold(a -> a.sql(), r -> r.sql(), d -> null);
  }

  private static Asker person(String name, String... roles) {
    return new Asker(name, new TreeSet<>(Set.of(roles)));
  }

  private static Instant inAnHour() {
    return Instant.now().plusSeconds(3_600);
  }

  private Signer gateway() {
    return stack.keys().signer(ServiceName.GATEWAY);
  }

  private Signer policySigner() {
    return stack.keys().signer(ServiceName.POLICY);
  }

  private Failure failure(AgentState waiting) {
    AgentState failed = await(EventType.REQUEST_FAILED, waiting);
    return failed.failures().get(failed.failures().size() - 1);
  }

  private AgentState await(EventType type, AgentState of) {
    Awaitility.await().atMost(SOON).until(() -> !said(type, of).isEmpty());
    return said(type, of).get(0);
  }

  private List<AgentState> said(EventType type, AgentState of) {
    return stack.payloads(type, key(of), AgentState.class);
  }

  private long deadLetters(AgentState of) {
    return stack
        .read(EventType.deadLetter(ServiceName.POLICY).name(), r -> key(of).equals(r.key()))
        .size();
  }

  private List<TraceKind> kinds(AgentState of) {
    return traces(of).stream().map(TraceEvent::kind).toList();
  }

  private List<String> details(AgentState of) {
    return traces(of).stream().map(TraceEvent::detail).toList();
  }

  private List<TraceEvent> traces(AgentState of) {
    return stack.traces(key(of));
  }

  private static String key(AgentState state) {
    return state.request().requestId().toString();
  }
}
