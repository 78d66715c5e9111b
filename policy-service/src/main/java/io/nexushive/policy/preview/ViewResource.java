package io.nexushive.policy.preview;

import io.nexushive.model.envelope.SchemaView;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ProjectId;
import io.nexushive.policy.knowledge.Policies;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** What the caller's roles, as his token says them, may see of tables. */
@Path("/internal/policy/schema-view")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ViewResource {
  private final Policies policies;
  private final SecurityIdentity identity;

  public ViewResource(Policies policies, SecurityIdentity identity) {
    this.policies = policies;
    this.identity = identity;
  }

  @GET
  public SchemaView view(@QueryParam("project_id") String project) {
    return policies
        .of(id(project))
        .map(policy -> SchemaViews.of(policy, identity.getRoles()))
        .orElseThrow(() -> new NexusException(ErrorCode.UNAVAILABLE, "There is no policy yet."));
  }

  private static ProjectId id(String project) {
    try {
      return project == null ? null : new ProjectId(project);
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "This is no project's id.", e);
    }
  }
}
