package io.nexushive.executor.http;

import io.nexushive.executor.catalog.CatalogChanges;
import io.nexushive.executor.catalog.CatalogSync;
import io.nexushive.executor.catalog.CatalogView;
import io.nexushive.executor.connection.ConnectionSecrets;
import io.nexushive.executor.connection.Connections;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.warehouse.TestReport;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokenMechanism;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/**
 * Connections for people who look after them. A connection of somebody else, or of another tenant,
 * is one that does not exist.
 */
@Path("/internal")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
public class ConnectionResource {
  private static final Set<String> CARETAKERS = Set.of("admin", "steward");

  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final CatalogSync sync;
  private final CatalogView view;
  private final SecurityIdentity identity;

  public ConnectionResource(
      Connections connections,
      ConnectionSecrets secrets,
      CatalogSync sync,
      CatalogView view,
      SecurityIdentity identity) {
    this.connections = connections;
    this.secrets = secrets;
    this.sync = sync;
    this.view = view;
    this.identity = identity;
  }

  /** Reaches the warehouse and says what its login could do beyond reading. */
  @POST
  @Path("/connections/{id}/test")
  public TestReport test(@PathParam("id") String id) {
    return cared(id).aside(Warehouse::test);
  }

  /** Reads the schema now and says what changed. */
  @POST
  @Path("/connections/{id}/sync")
  public CatalogChanges sync(@PathParam("id") String id) {
    return sync.sync(cared(id));
  }

  /**
   * A credential as it is to be saved.
   *
   * @param sealedCredential sealed to the newest key; {@code null} where nothing is to be saved
   */
  public record Resealed(String sealedCredential) {}

  /** Seals the connection's credential to the newest key. What it is never leaves the executor. */
  @POST
  @Path("/connections/{id}/reseal")
  public Resealed reseal(@PathParam("id") String id) {
    return new Resealed(secrets.reseal(cared(id).definition()).orElse(null));
  }

  /** The connection's tables. */
  @GET
  @Path("/catalog/{id}")
  public Catalog catalog(@PathParam("id") String id) {
    return view.catalog(seen(id).id()).orElseThrow(ConnectionResource::unknown);
  }

  private OpenConnection cared(String id) {
    OpenConnection connection = seen(id);
    boolean owns = identity.getPrincipal().getName().equals(connection.definition().owner());
    if (!owns && identity.getRoles().stream().noneMatch(CARETAKERS::contains)) {
      throw new NexusException(ErrorCode.FORBIDDEN, "Your roles do not permit this.");
    }
    return connection;
  }

  private OpenConnection seen(String id) {
    Caller caller = identity.getAttribute(InternalTokenMechanism.CALLER);
    return connections
        .find(parse(id))
        .filter(c -> c.definition().tenantId().equals(caller.tenant()))
        .filter(
            c ->
                c.definition().owner() == null
                    || c.definition().owner().equals(caller.subject())
                    || caller.roles().contains("admin"))
        .orElseThrow(ConnectionResource::unknown);
  }

  private static ConnectionId parse(String id) {
    try {
      return new ConnectionId(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static NexusException unknown() {
    return new NexusException(ErrorCode.NOT_FOUND, "There is no such connection.");
  }
}
