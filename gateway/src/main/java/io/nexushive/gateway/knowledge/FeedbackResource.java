package io.nexushive.gateway.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.request.RequestAccess;
import io.nexushive.gateway.request.RequestRow;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.FeedbackGiven;
import io.nexushive.model.id.Uuids;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where askers say what an answer was worth. */
@Path("/api/feedback")
@Tag(name = "Knowledge")
public class FeedbackResource {
  private final RequestAccess requests;
  private final ConnectionDirectory connections;
  private final KnowledgeStore store;
  private final SqlCheck policy;
  private final CurrentCaller caller;
  private final Clock clock;

  FeedbackResource(
      RequestAccess requests,
      ConnectionDirectory connections,
      KnowledgeStore store,
      SqlCheck policy,
      CurrentCaller caller,
      Clock clock) {
    this.requests = requests;
    this.connections = connections;
    this.store = store;
    this.policy = policy;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * @param knowledgeId the candidate that came of it; absent where nothing was proposed
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Taken(String requestId, String knowledgeId) {}

  @POST
  @RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Say what my answer was worth; corrected SQL becomes a candidate")
  @APIResponse(responseCode = "201", description = "Kept; it replaces what I said before")
  @APIResponse(responseCode = "403", description = "Somebody else asked it")
  @APIResponse(responseCode = "409", description = "It has not ended, or nothing can be proposed")
  @APIResponse(responseCode = "422", description = "Policy does not allow the proposed SQL")
  public Response give(GivenFeedback feedback) {
    if (feedback == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "Feedback is needed.");
    }
    feedback.requireValid();
    RequestRow request = requests.readable(feedback.requestId());
    if (!requests.isAsker(request)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "Only the asker says what an answer was worth to him.");
    }
    if (!request.ended()) {
      throw new NexusException(ErrorCode.CONFLICT, "Wait until the question has been answered.");
    }
    Optional<KnowledgeRow> candidate = candidate(feedback, request);
    Optional<UUID> id =
        store.keep(
            new FeedbackGiven(
                request.id(),
                caller.subject(),
                feedback.helpful(),
                Words.of(feedback.reason()),
                feedback.correctedSql()),
            candidate);
    Taken taken = new Taken(request.id().toString(), id.map(UUID::toString).orElse(null));
    return Response.status(Response.Status.CREATED).entity(taken).build();
  }

  private Optional<KnowledgeRow> candidate(GivenFeedback feedback, RequestRow row) {
    AgentState state = row.state();
    String sql = feedback.correctedSql();
    if (feedback.proposes()) {
      if (state.candidate() == null) {
        throw conflict("This question was answered without SQL, so there is none to propose.");
      }
      sql = state.candidate().sql();
    }
    if (sql == null) {
      return Optional.empty();
    }
    Request request = state.request();
    ConnectionChanged connection =
        connections.requireUsable(request.connectionId(), caller.subject());
    if (connection.owner() != null) {
      throw conflict(
          "This connection is yours alone, so no steward can check a query for it. Only shared"
              + " connections have verified queries.");
    }
    CheckedSql checked = policy.check(sql, request.connectionId(), caller.asker());
    return Optional.of(
        new KnowledgeRow(
            Uuids.v7(),
            request.connectionId(),
            question(request),
            checked.sql(),
            checked.literals(),
            KnowledgeState.CANDIDATE,
            0,
            row.id(),
            caller.asker(),
            clock.instant(),
            null,
            null,
            null));
  }

  /** The question as it stands by itself. */
  private static String question(Request request) {
    List<Reply> replies = request.replies();
    if (replies.stream().anyMatch(r -> r.action() == Reply.Action.ANSWER)) {
      throw conflict(
          "This question needed a reply to be clear. Ask it whole, in one sentence, and propose"
              + " that.");
    }
    return replies.stream()
        .filter(r -> r.action() == Reply.Action.EDIT)
        .reduce((before, last) -> last)
        .map(Reply::text)
        .orElse(request.question());
  }

  private static NexusException conflict(String what) {
    return new NexusException(ErrorCode.CONFLICT, what);
  }
}
