package io.nexushive.gateway.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.http.Paging;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What waits for a steward. */
@Path("/api/reviews")
@Authenticated
@Tag(name = "Governance")
public class ReviewResource {
  private static final int MOST = 100;

  private final ReviewStore store;
  private final ReviewAccess access;
  private final Deciding deciding;
  private final CurrentCaller caller;

  public ReviewResource(
      ReviewStore store, ReviewAccess access, Deciding deciding, CurrentCaller caller) {
    this.store = store;
    this.access = access;
    this.deciding = deciding;
    this.caller = caller;
  }

  /**
   * A review in a list.
   *
   * @param rules the rules that ask for it
   * @param mayDecide whether the caller can decide on it now
   * @param advice what to do where it cannot be decided any more and nobody did
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Summary(
      String reviewId,
      String requestId,
      ReviewStatus status,
      String question,
      String asker,
      Set<String> askerRoles,
      String connectionId,
      List<String> rules,
      Instant requestedAt,
      Instant expiresAt,
      String decidedBy,
      Instant decidedAt,
      String reason,
      boolean mayDecide,
      String advice) {}

  /**
   * @param open how many the caller could decide now
   * @param nextCursor where the next page begins; absent on the last
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Listing(List<Summary> reviews, int open, String nextCursor) {}

  /**
   * All that a decision rests on.
   *
   * @param candidate the text as it was proposed
   * @param verdict why it waits, what would run, and what that reads
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Detail(Summary review, Plan plan, Candidate candidate, Verdict verdict) {}

  @GET
  @Operation(
      summary = "What waits for a decision: all of it for stewards and admins, else one's own")
  public Listing list(
      @QueryParam("status") @DefaultValue("open") String status,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    if (!Set.of("open", "all").contains(status)) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The parameter status is open or all.");
    }
    Paging.requireLimit(limit, MOST);
    List<ReviewRow> rows =
        store.list(
            new ReviewStore.Page(
                access.isDecider() ? null : caller.subject(),
                status.equals("open"),
                cursor == null ? null : ReviewAccess.parse(cursor),
                limit));
    return new Listing(
        rows.stream().map(this::summary).toList(),
        access.isDecider() ? store.openFor(caller.subject()) : 0,
        rows.size() < limit ? null : rows.get(limit - 1).ticketId().toString());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One review with all that a decision rests on")
  public Detail get(String id) {
    return detail(access.readable(id));
  }

  @POST
  @Path("{id}/decision")
  @Operation(summary = "Approve or reject, once; never what one asked oneself")
  @APIResponse(responseCode = "200", description = "Decided; the request goes on or ends")
  @APIResponse(responseCode = "403", description = "The caller asked it, or may not decide")
  @APIResponse(responseCode = "409", description = "Somebody has decided, or the asker withdrew")
  @APIResponse(responseCode = "410", description = "The time to decide is over")
  public Detail decide(String id, ReviewDecision decision) {
    ReviewRow review = access.decidable(id);
    if (decision == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A decision is needed.");
    }
    decision.requireValid();
    deciding.decide(review, decision, caller.asker());
    return detail(store.find(review.ticketId()).orElse(review));
  }

  private Detail detail(ReviewRow row) {
    AgentState state = row.state();
    return new Detail(summary(row), state.plan(), state.candidate(), state.verdict());
  }

  private Summary summary(ReviewRow row) {
    AgentState state = row.state();
    ReviewStatus status =
        row.status() == ReviewStatus.OPEN && !deciding.isGenuine(state)
            ? ReviewStatus.INVALID
            : row.status();
    return new Summary(
        row.ticketId().toString(),
        state.request().requestId().toString(),
        status,
        state.request().question(),
        row.asker(),
        state.request().asker().roles(),
        state.request().connectionId().value(),
        state.verdict().reasons().stream().map(Reason::rule).distinct().toList(),
        row.requestedAt(),
        row.expiresAt(),
        row.decidedBy(),
        row.decidedAt(),
        row.reason(),
        status == ReviewStatus.OPEN && access.mayDecide(row),
        status.advice(row));
  }
}
