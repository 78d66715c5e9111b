package io.nexushive.gateway.reply;

import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.request.RequestAccess;
import io.nexushive.gateway.request.RequestRow;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where askers reply. */
@Path("/api/requests/{id}/reply")
@Tag(name = "Asking")
public class ReplyResource {
  private final RequestAccess access;
  private final Replying replying;
  private final CurrentCaller caller;

  public ReplyResource(RequestAccess access, Replying replying, CurrentCaller caller) {
    this.access = access;
    this.replying = replying;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Answer a question back, or confirm, edit or cancel a plan; once")
  @APIResponse(responseCode = "202", description = "Taken; the same stream goes on")
  @APIResponse(responseCode = "403", description = "Somebody else asked it")
  @APIResponse(responseCode = "409", description = "It does not wait for a reply")
  @APIResponse(responseCode = "410", description = "The time to reply is over")
  public Response reply(String id, GivenReply reply) {
    RequestRow row = access.answerable(id);
    if (reply == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A reply is needed.");
    }
    replying.reply(row.id(), reply, caller.asker());
    String stream = "/api/stream?rid=" + row.id();
    return Response.accepted(
            Map.of("request_id", row.id().toString(), "links", Map.of("stream", stream)))
        .build();
  }
}
