package io.nexushive.model.envelope;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What policy lets a person decide on: one text, for one request, on one connection, under one
 * policy, until a time. It permits nothing by itself.
 *
 * @param id the ticket's own id; the same text under another policy is another ticket
 * @param asker subject of the one who asks, and so must not decide
 * @param askedSqlSha256 SHA-256 of the text as it was proposed, lower-case hex
 * @param sqlSha256 SHA-256 of the text that would run, lower-case hex
 * @param evidenceSha256 SHA-256 over what is shown to who decides: reasons, lineage, and the
 *     obligations under which the text would run
 * @param policyVersion the policy that asks for the review
 * @param catalogVersion the catalogue that the text was read against
 * @param expiresAt until when a decision counts; millisecond precision
 */
public record ReviewTicket(
    UUID id,
    RequestId requestId,
    ConnectionId connectionId,
    String asker,
    String askedSqlSha256,
    String sqlSha256,
    String evidenceSha256,
    String policyVersion,
    String catalogVersion,
    Instant expiresAt,
    Signature signature) {

  /** The roles whose holders may decide on what others ask. */
  public static final Set<String> DECIDERS = Set.of("steward", "admin");

  public ReviewTicket {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(asker, "asker");
    Objects.requireNonNull(askedSqlSha256, "askedSqlSha256");
    Objects.requireNonNull(sqlSha256, "sqlSha256");
    Objects.requireNonNull(evidenceSha256, "evidenceSha256");
    Objects.requireNonNull(policyVersion, "policyVersion");
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The ticket for what {@code verdict} says about {@code candidate}. */
  public static ReviewTicket issue(
      UUID id,
      Request request,
      Candidate candidate,
      Verdict.ReviewRequired verdict,
      Instant expiresAt,
      Signer signer) {
    ReviewTicket ticket = of(id, request, candidate, verdict, expiresAt, null);
    return of(id, request, candidate, verdict, expiresAt, signer.sign(ticket.content()));
  }

  /**
   * Checks that policy issued this ticket and that {@code state} holds exactly what it is about.
   * Whether it is still open is another question.
   *
   * @throws UntrustedException when it does not, for whatever reason
   */
  public void verify(AgentState state, TrustStore trust, Instant now) {
    trust.verify(Purpose.REVIEW_TICKET, content(), signature, now);
    Verdict.ReviewRequired verdict =
        state.verdict() == null ? null : state.verdict().fold(a -> null, r -> r, d -> null);
    if (verdict == null || state.candidate() == null) {
      throw new UntrustedException("there is nothing that a review ticket could be about");
    }
    if (!equals(of(id, state.request(), state.candidate(), verdict, expiresAt, signature))) {
      throw new UntrustedException("the review ticket is about something else");
    }
  }

  /** Whether a decision made at {@code time} counts. */
  public boolean isOpenAt(Instant time) {
    return time.isBefore(expiresAt);
  }

  private static ReviewTicket of(
      UUID id,
      Request request,
      Candidate candidate,
      Verdict.ReviewRequired verdict,
      Instant expiresAt,
      Signature signature) {
    return new ReviewTicket(
        id,
        request.requestId(),
        request.connectionId(),
        request.asker().subject(),
        SignedContent.sha256(candidate.sql()),
        SignedContent.sha256(verdict.sql()),
        SignedContent.sha256(evidence(verdict).bytes()),
        verdict.basis().policyVersion(),
        verdict.basis().catalogVersion(),
        expiresAt,
        signature);
  }

  private static SignedContent evidence(Verdict.ReviewRequired verdict) {
    SignedContent content = SignedContent.of(Purpose.REVIEW_TICKET);
    for (Reason reason : verdict.reasons()) {
      content
          .text("rule", reason.rule())
          .text("message", reason.message())
          .text("subject", reason.subject());
    }
    for (Lineage lineage : verdict.lineage()) {
      content
          .text("table", lineage.table())
          .list("projected", lineage.projected())
          .list("used", lineage.used());
    }
    return verdict.obligations().addTo(content);
  }

  private SignedContent content() {
    return SignedContent.of(Purpose.REVIEW_TICKET)
        .field("id", id)
        .field("request_id", requestId)
        .field("connection_id", connectionId)
        .text("asker", asker)
        .text("asked_sql_sha256", askedSqlSha256)
        .text("sql_sha256", sqlSha256)
        .text("evidence_sha256", evidenceSha256)
        .text("policy_version", policyVersion)
        .text("catalog_version", catalogVersion)
        .time("expires_at", expiresAt);
  }
}
