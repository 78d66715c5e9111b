package io.nexushive.executor.warehouse.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads the key file of a service account. Other kinds of credential files name programs and
 * addresses that would be run and called, so none of them is taken.
 */
final class ServiceAccount {
  private static final String SCOPE = "https://www.googleapis.com/auth/bigquery";

  private ServiceAccount() {}

  /**
   * @param secret as its owner entered it; may be {@code null}
   * @param scheme by which tokens are fetched
   * @param hosts that tokens may be fetched from
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when it is no such file
   */
  static Optional<GoogleCredentials> of(String secret, String scheme, AllowedHosts hosts) {
    if (secret == null) {
      return Optional.empty();
    }
    try {
      JsonNode key = Json.read(secret.getBytes(StandardCharsets.UTF_8), JsonNode.class);
      URI tokens = URI.create(key.path("token_uri").asText());
      if (!key.path("type").asText().equals("service_account")
          || !scheme.equals(tokens.getScheme())
          || tokens.getHost() == null
          || tokens.getUserInfo() != null) {
        throw new WarehouseException(Problem.MISCONFIGURED);
      }
      hosts.require(tokens.getHost());
      return Optional.of(
          ServiceAccountCredentials.newBuilder()
              .setClientEmail(key.path("client_email").asText())
              .setPrivateKeyString(key.path("private_key").asText())
              .setPrivateKeyId(key.path("private_key_id").asText())
              .setTokenServerUri(tokens)
              .setScopes(List.of(SCOPE))
              .setDefaultRetriesEnabled(false)
              .build());
    } catch (IOException | IllegalArgumentException e) {
      throw new WarehouseException(Problem.MISCONFIGURED, null, e);
    }
  }
}
