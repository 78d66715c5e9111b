package io.nexushive.audit.history;

import io.nexushive.audit.verify.Verifier;
import io.nexushive.audit.verify.VerifyProgress;
import io.nexushive.audit.verify.VerifyReport;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokenMechanism;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

/**
 * What the gateway asks of the audit for a person, under a token of its own. Everything is JSON in
 * snake_case.
 *
 * <ul>
 *   <li>{@code GET /internal/audit/verify} (auditor, steward, admin): {@link VerifyReport}; BUSY
 *       while another verification runs.
 *   <li>{@code GET /internal/audit/verify/progress} (auditor, steward, admin): {@link
 *       VerifyProgress} of this replica.
 *   <li>{@code GET /internal/audit/recent} (everybody signed in): {@link RecentRequests} of the
 *       caller's tenant; who is no auditor, steward or admin gets his own requests only. Filters
 *       {@code status}, {@code policy_decision}, {@code fallback_mode} (true or false), {@code
 *       archived} (false by default); {@code limit} 1 to 200; {@code cursor} from the page before.
 *   <li>{@code GET /internal/audit/summary} (auditor, steward, admin): {@link AuditSummary} over
 *       the last {@code hours} (1 to 720, 24 by default) of the caller's tenant.
 *   <li>{@code GET /internal/audit/requests/{id}} (its asker; auditor, steward, admin of its
 *       tenant): {@link RequestHistory}; {@code payloads=true} adds what each record held, without
 *       rows. Everybody else gets NOT_FOUND.
 *   <li>{@code PATCH /internal/audit/requests/{id}/archive} (steward, admin): {@link Archive} in,
 *       {@link RequestSummary} out. Adds a marker; no record changes.
 * </ul>
 */
@Path("/internal/audit")
@Authenticated
@Blocking
public class AuditResource {
  private static final int MAX_PAGE = 200;
  private static final int MAX_HOURS = 720;

  private final Verifier verifier;
  private final History history;
  private final SecurityIdentity identity;

  public AuditResource(Verifier verifier, History history, SecurityIdentity identity) {
    this.verifier = verifier;
    this.history = history;
    this.identity = identity;
  }

  /**
   * Archives a request, or takes it back.
   *
   * @param archived whether it is archived from now on
   * @param reason why, at most 500 characters
   */
  @RegisterForReflection
  public record Archive(@NotNull Boolean archived, @Size(max = 500) String reason) {}

  @GET
  @Path("/verify")
  @RolesAllowed({"auditor", "steward", "admin"})
  public VerifyReport verify() {
    return verifier.verify();
  }

  @GET
  @Path("/verify/progress")
  @RolesAllowed({"auditor", "steward", "admin"})
  public VerifyProgress verifyProgress() {
    return verifier.progress();
  }

  @GET
  @Path("/recent")
  public RecentRequests recent(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(MAX_PAGE) int limit,
      @QueryParam("status") String status,
      @QueryParam("policy_decision") String decision,
      @QueryParam("fallback_mode") Boolean fallback,
      @QueryParam("archived") @DefaultValue("false") boolean archived,
      @QueryParam("cursor") String cursor) {
    return history.recent(
        caller(), new History.Filter(status, decision, fallback, archived), limit, id(cursor));
  }

  @GET
  @Path("/summary")
  @RolesAllowed({"auditor", "steward", "admin"})
  public AuditSummary summary(
      @QueryParam("hours") @DefaultValue("24") @Min(1) @Max(MAX_HOURS) int hours) {
    return history.summary(caller(), hours);
  }

  @GET
  @Path("/requests/{id}")
  public RequestHistory request(
      @PathParam("id") String request,
      @QueryParam("payloads") @DefaultValue("false") boolean payloads) {
    return history.request(caller(), id(request), payloads);
  }

  @PATCH
  @Path("/requests/{id}/archive")
  @RolesAllowed({"steward", "admin"})
  public RequestSummary archive(
      @PathParam("id") String request, @NotNull @jakarta.validation.Valid Archive archive) {
    return history.archive(caller(), id(request), archive.archived(), archive.reason());
  }

  private Caller caller() {
    return identity.getAttribute(InternalTokenMechanism.CALLER);
  }

  private static UUID id(String text) {
    if (text == null) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "That is no id of a request.");
    }
  }
}
