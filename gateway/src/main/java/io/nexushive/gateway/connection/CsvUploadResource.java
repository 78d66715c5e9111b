package io.nexushive.gateway.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.runtime.http.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * CSV files become connections: begin, send the parts, look, finish. Parts are passed on as they
 * come, so that a file is nowhere in memory as a whole.
 */
@Path("/api/connections/import/csv")
@RolesAllowed({Role.ANALYST, Role.STEWARD, Role.ADMIN})
@Tag(name = "Connections")
public class CsvUploadResource {
  private static final String UPSTREAM = "/internal/uploads";

  private final ConnectionAccess access;
  private final ConnectionEditor editor;
  private final Upstream upstream;
  private final CurrentCaller caller;
  private final Duration longest;

  public CsvUploadResource(
      ConnectionAccess access,
      ConnectionEditor editor,
      Upstream upstream,
      CurrentCaller caller,
      GatewayConfig config) {
    this.access = access;
    this.editor = editor;
    this.upstream = upstream;
    this.caller = caller;
    this.longest = config.connections().jobTimeout();
  }

  /**
   * How to look at a file.
   *
   * @param fileName for a proposal of the table's name
   * @param format as an earlier preview said; absent: find out
   */
  @RegisterForReflection
  public record Look(String fileName, JsonNode format) {}

  /**
   * What is to be made of a file.
   *
   * @param connectionId the connection whose table it replaces; absent: a new one
   * @param name of a new connection
   * @param shared whether everybody may ask a new connection
   * @param format as the preview said
   * @param columns name and type of each
   */
  @RegisterForReflection
  public record Finish(
      String connectionId,
      String name,
      Boolean shared,
      String table,
      JsonNode format,
      JsonNode columns) {}

  /** The connection that a file has become. */
  @RegisterForReflection
  public record Finished(String connectionId, long rows) {}

  /** A problem document that also names the first lines that do not fit (RFC 9457, section 3.2). */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BadRows(
      String type,
      String title,
      int status,
      String detail,
      String instance,
      String code,
      long badRowCount,
      JsonNode badRows) {}

  @POST
  @Operation(summary = "Begin an upload; says how large its parts are")
  public Response begin() {
    return Response.status(Response.Status.CREATED)
        .entity(upstream.send(ServiceName.EXECUTOR, "POST", UPSTREAM, null, caller.caller()))
        .build();
  }

  @PUT
  @Path("{upload}/parts/{number}")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Send a part, counted from 0 on; the same one again counts once")
  public void part(String upload, int number, byte[] part) {
    upstream.send(
        ServiceName.EXECUTOR, "PUT", path(upload) + "/parts/" + number, part, caller.caller());
  }

  @POST
  @Path("{upload}/preview")
  @Operation(summary = "Columns, their types and five rows, as far as can be told from the first")
  public JsonNode preview(String upload, Look look) {
    Map<String, Object> body = new HashMap<>();
    if (look != null) {
      body.put("file_name", look.fileName());
      body.put("format", look.format());
    }
    return upstream.send(
        ServiceName.EXECUTOR, "POST", path(upload) + "/preview", body, caller.caller(), longest);
  }

  @POST
  @Path("{upload}/finish")
  @Operation(summary = "Make a table of it, new or in place of an earlier one; all rows or none")
  @APIResponse(responseCode = "201", description = "Made or replaced")
  @APIResponse(responseCode = "422", description = "Rows do not fit; nothing was kept")
  public Response finish(String upload, Finish finish) {
    requireValid(finish);
    boolean replaces = finish.connectionId() != null;
    ConnectionId id =
        replaces ? replaceable(finish.connectionId()) : editor.newId(finish.name().strip());
    Map<String, Object> body = new HashMap<>();
    body.put("connection_id", id.value());
    body.put("table", finish.table());
    body.put("format", finish.format());
    body.put("columns", finish.columns());
    JsonNode outcome =
        upstream.send(
            ServiceName.EXECUTOR, "POST", path(upload) + "/finish", body, caller.caller(), longest);
    if (!outcome.hasNonNull("file")) {
      return refused(upload, outcome);
    }
    String file = outcome.path("file").asText();
    ConnectionChanged made =
        replaces
            ? editor.replaceUpload(id, file)
            : editor.addUpload(
                id,
                finish.name().strip(),
                Boolean.TRUE.equals(finish.shared()) ? null : caller.subject(),
                file);
    return Response.status(Response.Status.CREATED)
        .entity(new Finished(made.connectionId().value(), outcome.path("rows").asLong()))
        .build();
  }

  @DELETE
  @Path("{upload}")
  @Operation(summary = "Give an upload up")
  public void withdraw(String upload) {
    upstream.send(ServiceName.EXECUTOR, "DELETE", path(upload), null, caller.caller());
  }

  private void requireValid(Finish finish) {
    if (finish == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "It has to be said what to make of it.");
    }
    if (finish.connectionId() != null) {
      return;
    }
    new ConnectionDraft(finish.name(), ConnectionEditor.UPLOAD_KIND, false, null, null)
        .requireValid();
    if (Boolean.TRUE.equals(finish.shared()) && !access.mayShare()) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "shared: stewards and administrators make connections for all.");
    }
  }

  private ConnectionId replaceable(String id) {
    ConnectionChanged connection = access.editable(id).definition();
    if (!ConnectionEditor.isUpload(connection)) {
      throw new NexusException(
          ErrorCode.CONFLICT, "connection_id: this connection was not made by an upload.");
    }
    return connection.connectionId();
  }

  private static Response refused(String upload, JsonNode outcome) {
    long count = outcome.path("bad_rows").asLong();
    Problem problem =
        Problem.of(
            ErrorCode.INVALID_REQUEST,
            (count == 1 ? "One line does" : count + " lines do")
                + " not fit, so nothing was kept. Mend the file, or choose other types.",
            "/api/connections/import/csv/" + upload + "/finish");
    return Response.status(422)
        .type(Problem.MEDIA_TYPE)
        .entity(
            new BadRows(
                problem.type(),
                problem.title(),
                422,
                problem.detail(),
                problem.instance(),
                problem.code(),
                count,
                outcome.path("examples")))
        .build();
  }

  private static String path(String upload) {
    return UPSTREAM + "/" + Upstream.encode(upload);
  }
}
