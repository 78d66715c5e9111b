package io.nexushive.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Previews verdicts. */
@Path("/api/policy")
@Tag(name = "Asking")
public class PolicyResource {
  private static final int LONGEST_SQL = 20_000;

  private final Upstream upstream;
  private final ConnectionDirectory connections;
  private final CurrentCaller caller;
  private final String defaultConnection;

  public PolicyResource(
      Upstream upstream,
      ConnectionDirectory connections,
      CurrentCaller caller,
      GatewayConfig config) {
    this.upstream = upstream;
    this.connections = connections;
    this.caller = caller;
    this.defaultConnection = config.ask().defaultConnection();
  }

  /**
   * A text to be judged.
   *
   * @param dialect how the text is read; absent: as the connection's warehouse reads it
   * @param role as whom; absent: with all roles of the caller
   */
  public record Check(String sql, ConnectionId connectionId, String dialect, String role) {}

  @POST
  @Path("check")
  @RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "What policy would decide on a SQL text; nothing runs")
  public JsonNode check(Check body) {
    if (body == null || body.sql() == null || body.sql().isBlank()) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A SQL text is needed.");
    }
    if (body.sql().length() > LONGEST_SQL) {
      throw new NexusException(
          ErrorCode.TOO_LARGE, "A SQL text has at most " + LONGEST_SQL + " characters.");
    }
    ConnectionId connection =
        body.connectionId() == null ? new ConnectionId(defaultConnection) : body.connectionId();
    connections.requireUsable(connection, caller.subject());
    requirePermitted(body.role());
    return upstream.send(
        ServiceName.POLICY,
        "POST",
        "/internal/policy/check",
        new Check(body.sql(), connection, dialect(body.dialect()), body.role()),
        caller.caller());
  }

  private static String dialect(String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    try {
      return Dialect.of(name).wire();
    } catch (IllegalArgumentException e) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST,
          "The dialects are postgres, mysql, sqlite, duckdb, snowflake, databricks and bigquery.");
    }
  }

  private void requirePermitted(String role) {
    if (role == null) {
      return;
    }
    boolean any = caller.has(Role.STEWARD) || caller.has(Role.ADMIN);
    if (!Role.ALL.contains(role)) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The roles are viewer, analyst, steward, auditor and admin.");
    }
    if (!any && !caller.has(role)) {
      throw new NexusException(ErrorCode.FORBIDDEN, "You do not have this role.");
    }
  }
}
