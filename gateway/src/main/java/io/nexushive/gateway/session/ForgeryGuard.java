package io.nexushive.gateway.session;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Cross-site request forgery: what changes something by cookie needs a header that no foreign page
 * can send without asking first, which CORS refuses.
 */
public class ForgeryGuard {
  /** The header, and what our page sends in it. */
  public static final String HEADER = "X-Nexus-Client";

  public static final String PAGE = "web";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @ServerRequestFilter
  public void check(ContainerRequestContext request) {
    if (!SAFE.contains(request.getMethod())
        && request.getCookies().containsKey(SessionMechanism.COOKIE)
        && request.getHeaderString("Authorization") == null) {
      require(request.getHeaderString(HEADER));
    }
  }

  /**
   * @throws NexusException when {@code header} is not what our page sends
   */
  public static void require(String header) {
    if (!PAGE.equals(header)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "A call by cookie needs the header " + HEADER + ": " + PAGE + ".");
    }
  }
}
