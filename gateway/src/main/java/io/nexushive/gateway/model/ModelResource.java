package io.nexushive.gateway.model;

import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a question can be translated with. */
@Path("/api/models")
@Tag(name = "Asking")
public class ModelResource {
  private final Models models;
  private final CurrentCaller caller;

  ModelResource(Models models, CurrentCaller caller) {
    this.models = models;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Models that can be chosen, and whether they are available")
  public ModelListing list() {
    return models.list(caller.caller());
  }
}
