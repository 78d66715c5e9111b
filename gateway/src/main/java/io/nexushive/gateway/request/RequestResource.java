package io.nexushive.gateway.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.stream.TraceWindow;
import io.nexushive.model.envelope.AgentState;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One request, as far as it has come. */
@Path("/api/requests")
@Authenticated
@Tag(name = "Asking")
public class RequestResource {
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final RequestAccess access;
  private final RequestStore store;
  private final Endings endings;
  private final TraceWindow window;
  private final CurrentCaller caller;

  public RequestResource(
      RequestAccess access,
      RequestStore store,
      Endings endings,
      TraceWindow window,
      CurrentCaller caller) {
    this.access = access;
    this.store = store;
    this.endings = endings;
    this.window = window;
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
    RequestRow row = caughtUp(access.readable(id));
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

  /**
   * The row is written a moment after the stream has ended; who has seen the end gets a row that
   * knows it.
   */
  private RequestRow caughtUp(RequestRow row) {
    RequestRow newest = row;
    for (int i = 0; i < LOOKS && !newest.ended() && window.hasEnded(row.id()); i++) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return newest;
      }
      newest = store.find(row.id()).orElse(newest);
    }
    return newest;
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
