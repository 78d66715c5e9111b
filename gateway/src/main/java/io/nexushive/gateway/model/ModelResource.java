package io.nexushive.gateway.model;

import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.budget.Budgets;
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
  private final Budgets budgets;
  private final CurrentCaller caller;

  ModelResource(Models models, Budgets budgets, CurrentCaller caller) {
    this.models = models;
    this.budgets = budgets;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.ADMIN})
  @Operation(summary = "Models that can be chosen, and what I may use of them today")
  public ModelListing list() {
    return models.list(caller.caller()).with(budgets.of(caller.asker()).orElse(null));
  }
}
