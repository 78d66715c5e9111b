package io.nexushive.gateway.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.envelope.AgentState;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One request, as far as it has come. */
@Path("/api/requests")
@Authenticated
@Tag(name = "Asking")
public class RequestResource {
  private final RequestAccess access;
  private final RequestStore store;
  private final Endings endings;
  private final CurrentCaller caller;

  public RequestResource(
      RequestAccess access, RequestStore store, Endings endings, CurrentCaller caller) {
    this.access = access;
    this.store = store;
    this.endings = endings;
    this.caller = caller;
  }

  /**
   * A request.
   *
   * @param state the envelope; without rows for others than the asker
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String requestId,
      RequestStatus status,
      Instant askedAt,
      Instant deadline,
      Instant endedAt,
      Map<String, String> links,
      AgentState state) {}

  @GET
  @Path("{id}")
  @Operation(summary = "The whole state so far")
  public View get(String id) {
    RequestRow row = access.readable(id);
    AgentState state =
        access.isAsker(row) ? Redaction.forAsker(row.state()) : Redaction.forOthers(row.state());
    return view(row, state);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Withdraw a request, down to the warehouse; one that has ended stays so")
  public View cancel(String id) {
    RequestRow row = access.cancellable(id);
    endings.cancel(row.id(), caller.subject());
    return view(store.find(row.id()).orElse(row), null);
  }

  private static View view(RequestRow row, AgentState state) {
    String self = "/api/requests/" + row.id();
    return new View(
        row.id().toString(),
        row.ending() != null ? row.ending() : row.status(),
        row.askedAt(),
        row.deadline(),
        row.endedAt(),
        Map.of("self", self, "stream", "/api/stream?rid=" + row.id()),
        state);
  }
}
