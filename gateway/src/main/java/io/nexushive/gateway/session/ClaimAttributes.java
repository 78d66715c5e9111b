package io.nexushive.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.account.Attributes;
import io.nexushive.model.json.Json;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Attributes of askers that an identity provider vouches for. Only claims that are configured
 * travel; one that is missing, or is no text, number, truth value or list of these, is no
 * attribute, and a row filter that needs it denies.
 */
@Singleton
public class ClaimAttributes {
  private static final Logger LOG = Logger.getLogger(ClaimAttributes.class);
  private static final int PARTS_OF_A_JWS = 3;

  private final Map<String, String> claims;

  @Inject
  public ClaimAttributes(GatewayConfig config) {
    this(config.attributeClaims());
  }

  ClaimAttributes(Map<String, String> claims) {
    // What cannot be a name stops the start, not the first question.
    Attributes.checked(
        claims.keySet().stream().collect(Collectors.toMap(name -> name, name -> List.of("x"))));
    this.claims = Map.copyOf(claims);
  }

  void start(@Observes StartupEvent event) {
    LOG.debugf("claims that become attributes count=%d", claims.size());
  }

  /** The claims of a token that has been verified; nothing where they are not in it. */
  static JsonNode claimsOf(JsonWebToken verified) {
    String[] parts = verified.getRawToken().split("\\.", -1);
    return parts.length == PARTS_OF_A_JWS
        ? Json.read(Base64.getUrlDecoder().decode(parts[1]), JsonNode.class)
        : MissingNode.getInstance();
  }

  /** The configured ones among {@code given}, under the names that policies know them by. */
  Map<String, List<String>> of(JsonNode given) {
    SortedMap<String, List<String>> attributes = new TreeMap<>();
    claims.forEach(
        (name, claim) -> {
          List<String> values = values(given.path(claim));
          try {
            attributes.putAll(Attributes.checked(Map.of(name, values)));
          } catch (IllegalArgumentException e) {
            LOG.debugf("claim is no attribute claim=%s attribute=%s", claim, name);
          }
        });
    return attributes;
  }

  private static List<String> values(JsonNode claim) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : claim.isArray() ? claim : List.of(claim)) {
      if (!value.isValueNode() || value.isNull()) {
        // Half of a list would be other rights than the provider gave.
        return List.of();
      }
      values.add(value.asText());
    }
    return values;
  }
}
