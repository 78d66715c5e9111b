package io.nexushive.gateway.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.http.Paging;
import io.nexushive.gateway.model.Models;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ThreadId;
import io.nexushive.model.id.Uuids;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Conversations of the caller. Nobody sees those of others. */
@Path("/api/threads")
@RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
@Tag(name = "Threads")
public class ThreadResource {
  private static final int MOST = 100;

  private final ThreadStore store;
  private final Threads threads;
  private final Models models;
  private final ConnectionDirectory connections;
  private final CurrentCaller caller;
  private final Clock clock;
  private final String defaultConnection;

  ThreadResource(
      ThreadStore store,
      Threads threads,
      Models models,
      ConnectionDirectory connections,
      CurrentCaller caller,
      Clock clock,
      GatewayConfig config) {
    this.store = store;
    this.threads = threads;
    this.models = models;
    this.connections = connections;
    this.caller = caller;
    this.clock = clock;
    this.defaultConnection = config.ask().defaultConnection();
  }

  /**
   * @param nextCursor where the next page begins; absent on the last
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Listing(List<ThreadView> threads, String nextCursor) {}

  /** What a conversation begins with; each may be left out. */
  @RegisterForReflection
  public record Draft(String title, String model, ConnectionId connectionId) {}

  /** A new title of 1 to 200 characters. */
  @RegisterForReflection
  public record Title(String title) {}

  /** A model by name or alias. */
  @RegisterForReflection
  public record Model(String model) {}

  /** A connection that the caller may use. */
  @RegisterForReflection
  public record Chosen(ConnectionId connectionId) {}

  @GET
  @Operation(summary = "My threads, the one used last first")
  public Listing list(
      @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor) {
    Paging.requireLimit(limit, MOST);
    List<ThreadRow> rows =
        store.list(caller.subject(), cursor == null ? null : Threads.parse(cursor), limit);
    return new Listing(
        rows.stream().map(this::view).toList(),
        rows.size() < limit ? null : rows.get(limit - 1).id().toString());
  }

  @POST
  @Operation(summary = "Begin a thread")
  @APIResponse(responseCode = "201", description = "Begun; name its thread_id in questions")
  public Response create(Draft draft) {
    Draft given = draft == null ? new Draft(null, null, null) : draft;
    Instant now = clock.instant();
    ThreadRow row =
        new ThreadRow(
            new ThreadId(Uuids.v7()),
            caller.subject(),
            given.title() == null ? null : Threads.checkedTitle(given.title()),
            given.model() == null ? null : models.require(given.model(), caller.caller()),
            usable(given.connectionId()),
            now,
            now);
    store.create(row);
    return Response.status(Response.Status.CREATED)
        .header("Location", "/api/threads/" + row.id())
        .entity(view(row))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One thread")
  public ThreadView get(String id) {
    return view(mine(id));
  }

  @PATCH
  @Path("{id}")
  @Operation(summary = "Rename a thread")
  public ThreadView rename(String id, Title body) {
    ThreadRow row = mine(id);
    store.rename(row.id(), Threads.checkedTitle(body == null ? null : body.title()));
    return view(mine(id));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Delete a thread with the rows of its answers; what is open is withdrawn")
  @APIResponse(responseCode = "204", description = "Gone; the audit trail keeps its record")
  public void delete(String id) {
    threads.delete(mine(id));
  }

  @GET
  @Path("{id}/model")
  @Operation(summary = "What the questions of a thread are translated with")
  public Model model(String id) {
    return new Model(view(mine(id)).model());
  }

  @POST
  @Path("{id}/model")
  @Operation(summary = "Choose what the questions of a thread are translated with")
  public ThreadView choose(String id, Model body) {
    ThreadRow row = mine(id);
    if (body == null || body.model() == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A model is needed.");
    }
    store.choose(row.id(), models.require(body.model(), caller.caller()));
    return view(mine(id));
  }

  @POST
  @Path("{id}/connection")
  @Operation(summary = "Choose what the questions of a thread are asked of")
  public ThreadView connect(String id, Chosen body) {
    ThreadRow row = mine(id);
    if (body == null || body.connectionId() == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A connection_id is needed.");
    }
    store.connect(row.id(), usable(body.connectionId()));
    return view(mine(id));
  }

  private ThreadRow mine(String id) {
    return threads.require(id, caller.subject());
  }

  private ConnectionId usable(ConnectionId id) {
    if (id != null) {
      connections.requireUsable(id, caller.subject());
    }
    return id;
  }

  private ThreadView view(ThreadRow row) {
    return ThreadView.of(row, defaultConnection);
  }
}
