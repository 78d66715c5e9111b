package io.nexushive.executor.http;

import io.nexushive.executor.catalog.CatalogSync;
import io.nexushive.executor.catalog.CatalogView;
import io.nexushive.executor.catalog.SyncLog;
import io.nexushive.executor.catalog.SyncStatus;
import io.nexushive.executor.connection.ConnectionSecrets;
import io.nexushive.executor.connection.Connections;
import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.connection.ConnectionChanged;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Connections for people who look after them. A connection of somebody else, or of another tenant,
 * is one that does not exist.
 */
@Path("/internal")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
public class ConnectionResource {
  private static final Logger LOG = Logger.getLogger(ConnectionResource.class);
  private static final Duration ARRIVAL = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Set<String> CARETAKERS = Set.of("admin", "steward");

  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final CatalogSync sync;
  private final CatalogView view;
  private final SyncLog log;
  private final SecurityIdentity identity;

  public ConnectionResource(
      Connections connections,
      ConnectionSecrets secrets,
      CatalogSync sync,
      CatalogView view,
      SyncLog log,
      SecurityIdentity identity) {
    this.connections = connections;
    this.secrets = secrets;
    this.sync = sync;
    this.view = view;
    this.log = log;
    this.identity = identity;
  }

  /** What a person fills in for each kind of warehouse. */
  @GET
  @Path("/connection-kinds")
  public List<ConnectionForm> kinds() {
    return connections.forms();
  }

  /** Settings that are to be saved. */
  public record Draft(String kind, Map<String, String> settings) {}

  /** Checks settings without speaking to the warehouse; returns the form that they fill. */
  @POST
  @Path("/connection-kinds/check")
  public ConnectionForm check(Draft draft) {
    return connections.check(draft.kind(), draft.settings() == null ? Map.of() : draft.settings());
  }

  /** Reaches the warehouse and says what its login could do beyond reading. */
  @POST
  @Path("/connections/{id}/test")
  public TestOutcome test(@PathParam("id") String id, @QueryParam("signature") String signature) {
    awaitArrival(id, signature);
    ConnectionChanged connection = cared(id);
    try {
      return TestOutcome.of(connections.require(connection.connectionId()).aside(Warehouse::test));
    } catch (WarehouseException e) {
      LOG.debug("why a test failed", e);
      return TestOutcome.of(e);
    }
  }

  /** Reads the schema now; returns when that is done, whether it went well or not. */
  @POST
  @Path("/connections/{id}/sync")
  public SyncStatus sync(@PathParam("id") String id, @QueryParam("signature") String signature) {
    awaitArrival(id, signature);
    ConnectionChanged connection = cared(id);
    try {
      sync.sync(connections.require(connection.connectionId()));
    } catch (WarehouseException e) {
      LOG.debug("why a reading failed", e);
    }
    return status(connection);
  }

  /** How the last reading of the schema went. */
  @GET
  @Path("/connections/{id}/sync")
  public SyncStatus synced(@PathParam("id") String id) {
    return status(seen(id));
  }

  private SyncStatus status(ConnectionChanged connection) {
    try {
      connections.require(connection.connectionId());
      return log.of(connection.connectionId());
    } catch (WarehouseException e) {
      return SyncStatus.impossible(e);
    }
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
    return new Resealed(secrets.reseal(cared(id)).orElse(null));
  }

  /** The connection's tables. Who looks after other people's connections does not see these. */
  @GET
  @Path("/catalog/{id}")
  public Catalog catalog(@PathParam("id") String id) {
    ConnectionChanged connection = seen(id);
    if (connection.owner() != null && !owns(connection)) {
      throw unknown();
    }
    return view.catalog(connection.connectionId()).orElseThrow(ConnectionResource::unread);
  }

  /** What the gateway has just saved may still be on its way here. */
  private void awaitArrival(String id, String signature) {
    long end = System.nanoTime() + ARRIVAL.toNanos();
    while (signature != null && !hasArrived(id, signature) && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean hasArrived(String id, String signature) {
    return connections
        .definition(parse(id))
        .filter(c -> c.signature() != null && c.signature().value().equals(signature))
        .isPresent();
  }

  private ConnectionChanged cared(String id) {
    ConnectionChanged connection = seen(id);
    if (!owns(connection) && identity.getRoles().stream().noneMatch(CARETAKERS::contains)) {
      throw new NexusException(ErrorCode.FORBIDDEN, "Your roles do not permit this.");
    }
    return connection;
  }

  private boolean owns(ConnectionChanged connection) {
    return identity.getPrincipal().getName().equals(connection.owner());
  }

  private ConnectionChanged seen(String id) {
    Caller caller = identity.getAttribute(InternalTokenMechanism.CALLER);
    return connections
        .definition(parse(id))
        .filter(c -> c.tenantId().equals(caller.tenant()))
        .filter(c -> c.owner() == null || owns(c) || caller.roles().contains("admin"))
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

  private static NexusException unread() {
    return new NexusException(
        ErrorCode.NOT_FOUND, "The connection's tables have not been read yet.");
  }
}
