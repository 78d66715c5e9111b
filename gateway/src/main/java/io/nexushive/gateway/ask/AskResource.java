package io.nexushive.gateway.ask;

import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where questions come in. */
@Path("/api/ask")
@Tag(name = "Asking")
public class AskResource {
  private final Asking asking;
  private final CurrentCaller caller;

  public AskResource(Asking asking, CurrentCaller caller) {
    this.asking = asking;
    this.caller = caller;
  }

  /**
   * A question that has been taken.
   *
   * @param streamUrl where to watch it being answered
   * @param queryTagPreview what the warehouse will be told about it
   */
  public record Accepted(
      String requestId, String streamUrl, String queryTagPreview, Map<String, String> links) {}

  @POST
  @RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Ask a question")
  @APIResponse(responseCode = "202", description = "Taken; watch the stream")
  public Response ask(Question question, @HeaderParam("Idempotency-Key") String idempotencyKey) {
    if (question == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A question is needed.");
    }
    Asking.Taken taken = asking.ask(question, caller.asker(), idempotencyKey);
    String stream = "/api/stream?rid=" + taken.id();
    String self = "/api/requests/" + taken.id();
    Accepted body =
        new Accepted(
            taken.id().toString(),
            stream,
            taken.queryTag(),
            Map.of("self", self, "stream", stream, "audit", "/api/query-audit/" + taken.id()));
    return Response.accepted(body).header("Location", self).build();
  }
}
