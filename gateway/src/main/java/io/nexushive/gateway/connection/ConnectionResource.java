package io.nexushive.gateway.connection;

import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.connection.ConnectionChanged;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which warehouses the caller may ask. */
@Path("/api/connections")
@Authenticated
@Tag(name = "Connections")
public class ConnectionResource {
  private final ConnectionDirectory directory;
  private final CurrentCaller caller;

  public ConnectionResource(ConnectionDirectory directory, CurrentCaller caller) {
    this.directory = directory;
    this.caller = caller;
  }

  /** A connection without what only its owner and the executor need. */
  public record View(String connectionId, String name, String kind, boolean shared) {
    public static View of(ConnectionChanged connection) {
      return new View(
          connection.connectionId().value(),
          connection.name(),
          connection.kind(),
          connection.owner() == null);
    }
  }

  public record Listing(List<View> connections) {}

  @GET
  @Operation(summary = "The connections that I may use")
  public Listing list() {
    return new Listing(directory.usableBy(caller.subject()).stream().map(View::of).toList());
  }
}
