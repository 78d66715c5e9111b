package io.nexushive.gateway.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.http.Paging;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Verified queries, and what was proposed to become one. */
@Path("/api/knowledge")
@RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
@Tag(name = "Knowledge")
public class KnowledgeResource {
  private static final int MOST = 100;

  private final KnowledgeStore store;
  private final KnowledgeAccess access;
  private final SqlCheck policy;
  private final CurrentCaller caller;

  KnowledgeResource(
      KnowledgeStore store, KnowledgeAccess access, SqlCheck policy, CurrentCaller caller) {
    this.store = store;
    this.access = access;
    this.policy = policy;
    this.caller = caller;
  }

  /**
   * One entry.
   *
   * @param sql as policy read it
   * @param decidedBy the steward who approved, rejected or retired it; absent for what nobody has
   *     decided on, and for what retired by itself
   * @param reason why it was rejected or retired
   * @param mayDecide whether the caller can approve or reject it now
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String knowledgeId,
      String connectionId,
      String question,
      String sql,
      KnowledgeState state,
      String requestId,
      String proposedBy,
      Instant proposedAt,
      String decidedBy,
      Instant decidedAt,
      String reason,
      boolean mayDecide) {}

  /**
   * @param nextCursor where the next page begins; absent on the last
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Listing(List<Entry> knowledge, String nextCursor) {}

  /**
   * @param reason at most 1,000 characters; needed to reject and to retire
   */
  @RegisterForReflection
  public record Decision(String reason) {}

  @GET
  @Operation(summary = "Verified queries of the connections that I may use, and what I proposed")
  public Listing list(
      @QueryParam("state") String state,
      @QueryParam("q") String text,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    Paging.requireLimit(limit, MOST);
    List<KnowledgeRow> rows =
        store.list(
            new KnowledgeStore.Page(
                access.connections(),
                access.seesAll() ? null : caller.subject(),
                state(state),
                Words.of(text),
                cursor == null ? null : KnowledgeAccess.parse(cursor),
                limit));
    return new Listing(
        rows.stream().map(this::entry).toList(),
        rows.size() < limit ? null : rows.get(limit - 1).id().toString());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One entry")
  public Entry get(String id) {
    return entry(access.readable(id));
  }

  @POST
  @Path("{id}/approve")
  @RolesAllowed(Role.STEWARD)
  @Operation(summary = "Let it answer questions; what answered the same question before is retired")
  @APIResponse(responseCode = "403", description = "The caller proposed it, or is no steward")
  @APIResponse(responseCode = "409", description = "Somebody has decided already")
  @APIResponse(responseCode = "422", description = "Policy does not let its author run it now")
  public Entry approve(String id, Decision decision) {
    KnowledgeRow row = access.decidable(id);
    String words = decision == null ? null : decision.reason();
    Words.requireShort(words);
    require(row.state() == KnowledgeState.CANDIDATE, row);
    CheckedSql checked = policy.check(row.sql(), row.connectionId(), row.proposer());
    require(store.approve(row, checked, caller.subject(), Words.of(words)), row);
    return now(row);
  }

  @POST
  @Path("{id}/reject")
  @RolesAllowed(Role.STEWARD)
  @Operation(summary = "Refuse a candidate, with the reason that its author reads")
  @APIResponse(responseCode = "403", description = "The caller proposed it, or is no steward")
  @APIResponse(responseCode = "409", description = "Somebody has decided already")
  public Entry reject(String id, Decision decision) {
    KnowledgeRow row = access.decidable(id);
    require(store.reject(row.id(), caller.subject(), reason(decision)), row);
    return now(row);
  }

  @POST
  @Path("{id}/retire")
  @RolesAllowed(Role.STEWARD)
  @Operation(summary = "Take a verified query out of use, with the reason")
  @APIResponse(responseCode = "409", description = "It is not in use")
  public Entry retire(String id, Decision decision) {
    KnowledgeRow row = access.readable(id);
    String reason = reason(decision);
    if (!store.retire(row.id(), caller.subject(), reason)) {
      throw new NexusException(
          ErrorCode.CONFLICT, "Only what is approved can be retired; this is not.");
    }
    return now(row);
  }

  private static String reason(Decision decision) {
    String reason = decision == null ? null : decision.reason();
    Words.requireShort(reason);
    if (Words.of(reason) == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "Say why: the field reason is needed.");
    }
    return Words.of(reason);
  }

  private static void require(boolean stillOpen, KnowledgeRow row) {
    if (!stillOpen) {
      throw new NexusException(
          ErrorCode.CONFLICT,
          "Somebody has decided on this already%s; a decision is made once."
              .formatted(row.decidedBy() == null ? "" : " (" + row.decidedBy() + ")"));
    }
  }

  private static KnowledgeState state(String wire) {
    try {
      return wire == null ? null : KnowledgeState.of(wire);
    } catch (IllegalArgumentException e) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST,
          "The parameter state is candidate, approved, rejected or retired.",
          e);
    }
  }

  private Entry now(KnowledgeRow row) {
    return entry(store.find(row.id()).orElse(row));
  }

  private Entry entry(KnowledgeRow row) {
    return new Entry(
        row.id().toString(),
        row.connectionId().value(),
        row.question(),
        row.sql(),
        row.state(),
        row.requestId().toString(),
        row.proposer().subject(),
        row.proposedAt(),
        row.decidedBy(),
        row.decidedAt(),
        row.reason(),
        access.mayDecide(row));
  }
}
