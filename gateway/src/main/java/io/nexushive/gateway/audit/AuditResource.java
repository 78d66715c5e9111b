package io.nexushive.gateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.RequestId;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Reading the audit. Roles are checked here and again by the audit service, which also keeps each
 * asker to his own requests.
 */
@Path("/api")
@Tag(name = "Governance")
public class AuditResource {
  private static final String BASE = "/internal/audit";

  private final Upstream upstream;
  private final CurrentCaller caller;
  private final Duration verifyTimeout;

  public AuditResource(Upstream upstream, CurrentCaller caller, GatewayConfig config) {
    this.upstream = upstream;
    this.caller = caller;
    this.verifyTimeout = config.auditVerifyTimeout();
  }

  /** Archives a request or takes it back; no record changes. */
  public record Archive(Boolean archived, String reason) {}

  @GET
  @Path("query-audit/summary")
  @RolesAllowed({Role.STEWARD, Role.AUDITOR, Role.ADMIN})
  @Operation(summary = "Counts over the last hours")
  public JsonNode summary(@QueryParam("hours") Integer hours) {
    return get("/summary", query("hours", hours));
  }

  @GET
  @Path("query-audit/recent")
  @Authenticated
  @Operation(summary = "Recent requests; one's own, unless one may read others'")
  public JsonNode recent(
      @QueryParam("limit") Integer limit,
      @QueryParam("status") String status,
      @QueryParam("policy_decision") String decision,
      @QueryParam("fallback_mode") Boolean fallback,
      @QueryParam("archived") Boolean archived,
      @QueryParam("cursor") String cursor) {
    Map<String, Object> query = query("limit", limit);
    query.put("status", status);
    query.put("policy_decision", decision);
    query.put("fallback_mode", fallback);
    query.put("archived", archived);
    query.put("cursor", cursor);
    return get("/recent", query);
  }

  @GET
  @Path("query-audit/{id}")
  @Authenticated
  @Operation(summary = "One request with its history")
  public JsonNode request(String id, @QueryParam("payloads") Boolean payloads) {
    return get("/requests/" + checked(id), query("payloads", payloads));
  }

  @PATCH
  @Path("query-audit/{id}/archive")
  @RolesAllowed({Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Archive a request, or take it back")
  public JsonNode archive(String id, Archive body) {
    if (body == null || body.archived() == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The field archived is needed.");
    }
    return upstream.send(
        ServiceName.AUDIT,
        "PATCH",
        BASE + "/requests/" + checked(id) + "/archive",
        body,
        caller.caller());
  }

  @GET
  @Path("audit/verify")
  @RolesAllowed({Role.STEWARD, Role.AUDITOR, Role.ADMIN})
  @Operation(summary = "Walk the chains and say whether a link is broken")
  public JsonNode verify() {
    return upstream.send(
        ServiceName.AUDIT, "GET", BASE + "/verify", null, caller.caller(), verifyTimeout);
  }

  @GET
  @Path("audit/verify/progress")
  @RolesAllowed({Role.STEWARD, Role.AUDITOR, Role.ADMIN})
  @Operation(summary = "How many records a verification that runs has checked")
  public JsonNode verifyProgress() {
    return get("/verify/progress", Map.of());
  }

  private JsonNode get(String path, Map<String, Object> query) {
    return upstream.get(ServiceName.AUDIT, BASE + path, query, caller.caller());
  }

  private static Map<String, Object> query(String name, Object value) {
    Map<String, Object> query = new HashMap<>();
    query.put(name, value);
    return query;
  }

  private static RequestId checked(String id) {
    try {
      return RequestId.of(id);
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.NOT_FOUND, "There is no such request.", e);
    }
  }
}
