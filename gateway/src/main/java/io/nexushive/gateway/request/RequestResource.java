package io.nexushive.gateway.request;

import io.nexushive.gateway.session.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
  private final NewestRows newest;
  private final CurrentCaller caller;

  public RequestResource(
      RequestAccess access,
      RequestStore store,
      Endings endings,
      NewestRows newest,
      CurrentCaller caller) {
    this.access = access;
    this.store = store;
    this.endings = endings;
    this.newest = newest;
    this.caller = caller;
  }

  @GET
  @Path("{id}")
  @Operation(summary = "The whole state so far")
  public RequestView get(String id) {
    RequestRow row = newest.of(access.readable(id));
    return access.isAsker(row) ? RequestView.forAsker(row) : RequestView.forOthers(row);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Withdraw a request, down to the warehouse; one that has ended stays so")
  public RequestView cancel(String id) {
    RequestRow row = access.cancellable(id);
    endings.cancel(row.id(), caller.subject());
    return RequestView.ofStatus(store.find(row.id()).orElse(row));
  }
}
