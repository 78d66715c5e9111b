package io.nexushive.gateway.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.connection.ConnectionJobs.Job;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.json.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The warehouses that can be asked. No answer ever holds a secret, sealed or not. */
@Path("/api/connections")
@Authenticated
@Tag(name = "Connections")
public class ConnectionResource {
  private final ConnectionAccess access;
  private final ConnectionEditor editor;
  private final ConnectionJobs jobs;
  private final Upstream upstream;
  private final CurrentCaller caller;

  public ConnectionResource(
      ConnectionAccess access,
      ConnectionEditor editor,
      ConnectionJobs jobs,
      Upstream upstream,
      CurrentCaller caller) {
    this.access = access;
    this.editor = editor;
    this.jobs = jobs;
    this.upstream = upstream;
    this.caller = caller;
  }

  /** A connection without what only its owner and the executor need. */
  @RegisterForReflection
  public record View(String connectionId, String name, String kind, boolean shared) {
    public static View of(ConnectionChanged connection) {
      return new View(
          connection.connectionId().value(),
          connection.name(),
          connection.kind(),
          connection.owner() == null);
    }
  }

  /**
   * A connection for who looks at them.
   *
   * @param owner absent where all share it
   * @param configured whether it comes with the installation and cannot be edited
   * @param editable whether the caller can change and delete it, and have it tested and read
   * @param settings for those who look after it only
   * @param hasSecret whether one is kept for it
   * @param test how its last test on demand went; absent when there was none
   * @param sync how the last reading of its tables went
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Detail(
      String connectionId,
      String name,
      String kind,
      boolean shared,
      String owner,
      boolean configured,
      boolean editable,
      Map<String, String> settings,
      Boolean hasSecret,
      Instant createdAt,
      Instant updatedAt,
      ConnectionJobs.Status test,
      JsonNode sync) {}

  /**
   * @param mayShare whether the caller can make connections for all
   */
  @RegisterForReflection
  public record Listing(List<Detail> connections, boolean mayShare) {}

  @GET
  @Operation(summary = "The connections that I may use; for administrators everybody's")
  public Listing list() {
    return new Listing(
        access.visible().stream().map(r -> detail(r, null, null)).toList(), access.mayShare());
  }

  @GET
  @Path("kinds")
  @Operation(summary = "The kinds of warehouses, and what has to be filled in for each")
  public JsonNode kinds() {
    return upstream.get(
        ServiceName.EXECUTOR, "/internal/connection-kinds", Map.of(), caller.caller());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One connection, with how its last test and reading went")
  public Detail get(String id) {
    return whole(access.visible(id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Make a connection; shared ones are made by stewards and administrators")
  @APIResponse(responseCode = "201", description = "Made; its tables are being read")
  @RequestBody(content = @Content(schema = @Schema(implementation = ConnectionDraft.class)))
  public Response create(String body) {
    ConnectionDraft draft = ConnectionDraft.read(body);
    requireMayShare(draft);
    ConnectionChanged made = editor.create(draft, caller);
    return Response.status(Response.Status.CREATED)
        .entity(whole(access.visible(made.connectionId().value())))
        .build();
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(
      summary =
          "Change a connection; where it leads somewhere else, its secret has to be given anew")
  @RequestBody(content = @Content(schema = @Schema(implementation = ConnectionDraft.class)))
  public Detail change(String id, String body) {
    ConnectionRow row = access.editable(id);
    ConnectionDraft draft = ConnectionDraft.read(body);
    requireMayShare(draft);
    editor.change(row.definition().connectionId(), draft, caller);
    return whole(access.visible(id));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Delete a connection; what runs on it is ended")
  public void delete(String id) {
    editor.delete(access.deletable(id).definition());
  }

  @POST
  @Path("{id}/test")
  @RolesAllowed({Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Have a connection tested; the outcome is part of the connection")
  @APIResponse(responseCode = "202", description = "Begun, or running already")
  public Response test(String id) {
    return begun(id, Job.TEST);
  }

  @POST
  @Path("{id}/sync")
  @RolesAllowed({Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Have a connection's tables read now; progress is part of the connection")
  @APIResponse(responseCode = "202", description = "Begun, or running already")
  public Response sync(String id) {
    return begun(id, Job.SYNC);
  }

  @GET
  @Path("{id}/catalog")
  @Operation(summary = "The tables and columns of a connection that I may ask")
  public JsonNode catalog(String id) {
    ConnectionRow row = access.usable(id);
    return upstream.get(
        ServiceName.EXECUTOR,
        "/internal/catalog/" + Upstream.encode(row.definition().connectionId().value()),
        Map.of(),
        caller.caller());
  }

  private Response begun(String id, Job job) {
    ConnectionRow row = access.caredFor(id);
    return Response.accepted(jobs.start(row.definition(), job, caller.caller())).build();
  }

  private Detail whole(ConnectionRow row) {
    Optional<ConnectionJobs.Status> test = jobs.last(row.definition().connectionId(), Job.TEST);
    return detail(row, access.mayCare(row) ? test.orElse(null) : null, sync(row));
  }

  /** What the executor knows; one that has not heard of the connection yet is about to read it. */
  private JsonNode sync(ConnectionRow row) {
    String id = Upstream.encode(row.definition().connectionId().value());
    try {
      return upstream.get(
          ServiceName.EXECUTOR, "/internal/connections/" + id + "/sync", Map.of(), caller.caller());
    } catch (NexusException e) {
      return Json.tree(
          Map.of(
              "state",
              e.code() == ErrorCode.NOT_FOUND ? "never" : "unknown",
              "message",
              e.code() == ErrorCode.NOT_FOUND
                  ? "The executor is about to read it."
                  : e.getMessage()));
    }
  }

  private Detail detail(ConnectionRow row, ConnectionJobs.Status test, JsonNode sync) {
    ConnectionChanged connection = row.definition();
    boolean cares = access.mayCare(row);
    return new Detail(
        connection.connectionId().value(),
        connection.name(),
        connection.kind(),
        row.shared(),
        connection.owner(),
        row.configured(),
        cares && !row.configured(),
        cares ? connection.settings() : null,
        cares ? connection.sealedCredential() != null : null,
        row.createdAt(),
        row.updatedAt(),
        test,
        sync);
  }

  private void requireMayShare(ConnectionDraft draft) {
    if (draft.shared() && !access.mayShare()) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "shared: stewards and administrators make connections for all.");
    }
  }
}
