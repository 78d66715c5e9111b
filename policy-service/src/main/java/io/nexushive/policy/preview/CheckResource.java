package io.nexushive.policy.preview;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.policy.engine.QueryTag;
import io.nexushive.policy.knowledge.Catalogs;
import io.nexushive.policy.knowledge.Policies;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokenMechanism;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** What policy would say to a text. Roles and attributes come from the caller's token. */
@Path("/internal/policy")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CheckResource {
  private static final int LONGEST_SQL = 100_000;
  private static final Set<String> ANY_ROLE = Set.of("steward", "admin");

  private final PolicyEngine engine;
  private final Policies policies;
  private final Catalogs catalogs;
  private final SecurityIdentity identity;

  public CheckResource(
      PolicyEngine engine, Policies policies, Catalogs catalogs, SecurityIdentity identity) {
    this.engine = engine;
    this.policies = policies;
    this.catalogs = catalogs;
    this.identity = identity;
  }

  @POST
  @Path("/check")
  @Blocking
  public CheckAnswer check(CheckQuestion question) {
    if (question == null || question.sql() == null || question.sql().isBlank()) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A SQL text is needed.");
    }
    if (question.sql().length() > LONGEST_SQL) {
      throw new NexusException(
          ErrorCode.TOO_LARGE, "A SQL text has at most " + LONGEST_SQL + " characters.");
    }
    if (question.connectionId() == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A connection is needed.");
    }
    Set<String> roles = roles(question.role());
    Policy policy =
        policies
            .of(question.projectId())
            .orElseThrow(
                () -> new NexusException(ErrorCode.UNAVAILABLE, "There is no policy yet."));
    Catalog catalog =
        catalogs
            .of(question.connectionId())
            .orElseThrow(
                () ->
                    new NexusException(
                        ErrorCode.NOT_FOUND, "The tables of this connection are not known."));
    String tag = QueryTag.of(catalog.dialect().wire(), roles, "preview", "check");
    Caller caller = identity.getAttribute(InternalTokenMechanism.CALLER);
    Asker asker = caller.asker(roles);
    Dialect dialect = question.dialect() == null ? catalog.dialect() : dialect(question.dialect());
    return CheckAnswer.of(engine.judge(question.sql(), dialect, catalog, policy, asker, tag), tag);
  }

  private static Dialect dialect(String name) {
    try {
      return Dialect.of(name);
    } catch (IllegalArgumentException e) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST,
          "The dialects are postgres, mysql, sqlite, duckdb, snowflake, databricks and bigquery.");
    }
  }

  private Set<String> roles(String asked) {
    Set<String> own = identity.getRoles();
    if (asked == null || asked.isBlank()) {
      return own;
    }
    if (!own.contains(asked) && own.stream().noneMatch(ANY_ROLE::contains)) {
      throw new NexusException(ErrorCode.FORBIDDEN, "You do not have this role.");
    }
    return Set.of(asked);
  }
}
