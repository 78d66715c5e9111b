package io.nexushive.gateway.meta;

import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.envelope.ServiceName;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One look at all six services. Orchestrators ask each service for itself instead. */
@Path("/health")
@Tag(name = "About")
public class HealthResource {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String UP = "up";

  private final Upstream upstream;

  public HealthResource(Upstream upstream) {
    this.upstream = upstream;
  }

  /**
   * How things are.
   *
   * @param status up, or degraded when a service is not ready
   * @param services up or down by name
   */
  public record Health(String status, Map<String, String> services) {
    public Health {
      services = java.util.Collections.unmodifiableMap(new TreeMap<>(services));
    }
  }

  @GET
  @PermitAll
  @Operation(summary = "Whether all services are ready; 503 when one is not")
  public Response health() {
    Map<ServiceName, CompletableFuture<Boolean>> asked = new EnumMap<>(ServiceName.class);
    for (ServiceName service : ServiceName.values()) {
      asked.put(service, upstream.isReady(service, TIMEOUT));
    }
    Map<String, String> services = new TreeMap<>();
    asked.forEach((service, ready) -> services.put(service.wire(), ready.join() ? UP : "down"));
    boolean all = services.values().stream().allMatch(UP::equals);
    return Response.status(all ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .entity(new Health(all ? UP : "degraded", services))
        .build();
  }
}
