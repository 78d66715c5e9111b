package io.nexushive.gateway.meta;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.connection.ConnectionResource;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.envelope.Request;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a client needs to know before it asks. */
@Path("/api/meta")
@Authenticated
@Tag(name = "About")
public class MetaResource {
  private final ConnectionDirectory connections;
  private final CurrentCaller caller;
  private final GatewayConfig config;
  private final String version;

  public MetaResource(
      ConnectionDirectory connections,
      CurrentCaller caller,
      GatewayConfig config,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.connections = connections;
    this.caller = caller;
    this.config = config;
    this.version = version;
  }

  /**
   * About this installation, for the caller.
   *
   * @param suggestions questions to begin with
   */
  public record Meta(
      String name,
      String version,
      int maxQuestionLength,
      String defaultConnection,
      List<ConnectionResource.View> connections,
      List<String> suggestions) {}

  @GET
  @Operation(summary = "Version, connections, suggestions")
  public Meta get() {
    return new Meta(
        "Nexus Hive",
        version,
        Request.MAX_QUESTION_LENGTH,
        config.ask().defaultConnection(),
        connections.usableBy(caller.subject()).stream().map(ConnectionResource.View::of).toList(),
        config.demo().suggestions().orElse(List.of()));
  }
}
