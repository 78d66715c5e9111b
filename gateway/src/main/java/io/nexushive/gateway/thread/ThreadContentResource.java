package io.nexushive.gateway.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.http.Paging;
import io.nexushive.gateway.request.NewestRows;
import io.nexushive.gateway.request.RequestRow;
import io.nexushive.gateway.request.RequestStore;
import io.nexushive.gateway.request.RequestView;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.RequestId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was asked and answered in a conversation of the caller, and what goes on in it. */
@Path("/api/threads")
@RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
@Tag(name = "Threads")
public class ThreadContentResource {
  /** Each comes with up to half a mebibyte of rows. */
  private static final int MOST = 20;

  private final Threads threads;
  private final RequestStore requests;
  private final NewestRows newest;
  private final CurrentCaller caller;

  ThreadContentResource(
      Threads threads, RequestStore requests, NewestRows newest, CurrentCaller caller) {
    this.threads = threads;
    this.requests = requests;
    this.newest = newest;
    this.caller = caller;
  }

  /**
   * Questions of a conversation with their answers, newest first.
   *
   * @param nextCursor where the next page begins; absent on the last
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Messages(List<RequestView> messages, String nextCursor) {}

  /** Whether something goes on in a conversation. */
  public enum Activity {
    /** Nothing. */
    IDLE,
    /** A question is being worked on. */
    WORKING,
    /** A question waits for a reply or for a steward. */
    WAITING;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What goes on.
   *
   * @param open requests that have not ended, newest first, each with where to watch it
   */
  @RegisterForReflection
  public record State(String threadId, Activity activity, List<RequestView> open) {}

  @GET
  @Path("{id}/messages")
  @Operation(summary = "Questions of a thread with their answers, newest first")
  public Messages messages(
      String id,
      @QueryParam("limit") @DefaultValue("10") int limit,
      @QueryParam("cursor") String cursor) {
    Paging.requireLimit(limit, MOST);
    List<RequestRow> rows =
        requests.ofThread(mine(id).id(), cursor == null ? null : requestId(cursor), limit);
    return new Messages(
        rows.stream().map(newest::of).map(RequestView::forAsker).toList(),
        rows.size() < limit ? null : rows.get(limit - 1).id().toString());
  }

  @GET
  @Path("{id}/state")
  @Operation(summary = "Whether something goes on in a thread, and where to watch it")
  public State state(String id) {
    ThreadRow thread = mine(id);
    List<RequestRow> open =
        requests.openOfThread(thread.id()).stream()
            .map(newest::of)
            .filter(row -> !row.ended() && row.ending() == null)
            .toList();
    return new State(
        thread.id().toString(), activity(open), open.stream().map(RequestView::ofStatus).toList());
  }

  private static Activity activity(List<RequestRow> open) {
    if (open.isEmpty()) {
      return Activity.IDLE;
    }
    return open.stream().allMatch(row -> row.status().waits())
        ? Activity.WAITING
        : Activity.WORKING;
  }

  private ThreadRow mine(String id) {
    return threads.require(id, caller.subject());
  }

  private static RequestId requestId(String cursor) {
    try {
      return RequestId.of(cursor);
    } catch (IllegalArgumentException e) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The parameter cursor comes from next_cursor.", e);
    }
  }
}
