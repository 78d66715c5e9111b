package io.nexushive.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that an installation gives to the gateway, and a double of the services that it calls:
 * it answers with the path that it was called under and the bearer token that it was shown.
 */
public class GatewayFiles implements QuarkusTestResourceLifecycleManager {
  /** What the double of the executor seals secrets to: key 7. */
  public static final String SEALED_ANEW = "AQAAAAdzZWFsZWQ=";

  public static final String PASSWORD = "correct horse battery";

  private HttpServer services;
  private HttpServer executor;
  private Path dir;

  @Override
  public Map<String, String> start() {
    try {
      dir = Files.createTempDirectory("nexus-gateway");
      Path accounts = dir.resolve("accounts.json");
      Files.writeString(
          accounts,
          """
          {"accounts": [
            {"username": "ann", "password": "%1$s", "roles": ["analyst"]},
            {"username": "bob", "password": "%1$s", "roles": ["analyst"]},
            {"username": "vera", "password": "%1$s", "roles": ["viewer"]},
            {"username": "stella", "password": "%1$s", "roles": ["steward"]},
            {"username": "aurel", "password": "%1$s", "roles": ["auditor"]},
            {"username": "adam", "password": "%1$s", "roles": ["admin"]}
          ]}
          """
              .formatted(PASSWORD));
      Path key = dir.resolve("token.pem");
      Files.writeString(key, newKey());
      services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      services.createContext("/", GatewayFiles::answer);
      services.createContext("/internal/models", GatewayFiles::models);
      services.createContext("/internal/policy/schema-view", GatewayFiles::schemaView);
      services.start();
      executor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      executor.createContext("/", GatewayFiles::reseal);
      executor.start();
      String url = "http://127.0.0.1:" + services.getAddress().getPort();
      Map<String, String> settings = new HashMap<>();
      settings.put("nexushive.gateway.translator-url", url);
      settings.put("nexushive.gateway.budget.roles.viewer", "1000");
      settings.putAll(
          Map.of(
              "nexushive.gateway.token-key-file",
              key.toString(),
              "nexushive.gateway.demo-accounts-file",
              accounts.toString(),
              "nexushive.gateway.policy-url",
              url,
              "nexushive.gateway.audit-url",
              url,
              "nexushive.gateway.executor-url",
              "http://127.0.0.1:" + executor.getAddress().getPort(),
              "nexushive.gateway.ask.deadline",
              "60s",
              "nexushive.gateway.stream.keep-alive",
              "1s",
              "nexushive.gateway.upkeep.interval",
              "200ms",
              "nexushive.gateway.upkeep.grace",
              "200ms",
              "nexushive.gateway.accounts.free-attempts-of-address",
              "100000"));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder()
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    boolean unknown = path.contains("00000000-0000-7000-8000-000000000000");
    byte[] request = exchange.getRequestBody().readAllBytes();
    String body =
        unknown
            ? "{\"code\": \"not_found\", \"detail\": \"There is no such request.\"}"
            : "{\"path\": \"%s\", \"token\": \"%s\", \"body\": %s}"
                .formatted(
                    path,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    request.length == 0 ? "{}" : new String(request, StandardCharsets.UTF_8));
    write(exchange, unknown ? 404 : 200, body);
  }

  /** As a translator with one language model that works and one that lacks its key. */
  private static void models(HttpExchange exchange) throws IOException {
    write(
        exchange,
        200,
        """
        {"models": [
          {"name": "auto", "aliases": [], "available": true},
          {"name": "semantic-parser", "aliases": [], "available": true},
          {"name": "local", "provider": "ollama", "aliases": ["small"], "available": true},
          {"name": "remote", "provider": "openai", "aliases": [], "available": false,
           "reason": "An API key is missing."}
        ], "language_model": true}
        """);
  }

  /** As a policy by which nobody may use e-mail addresses. */
  private static void schemaView(HttpExchange exchange) throws IOException {
    write(
        exchange,
        200,
        """
        {"policy_version": "policy-1",
         "roles": [{"tables": ["*"], "hidden": ["customers.email"], "changed": []}]}
        """);
  }

  /** As an executor that is not ready, but can open the secret of one connection. */
  private static void reseal(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    if (!path.endsWith("/reseal")) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    boolean known = path.contains("/connections/sealed/");
    String body =
        known
            ? "{\"sealed_credential\": \"" + SEALED_ANEW + "\"}"
            : "{\"code\": \"not_found\", \"detail\": \"There is no such connection.\"}";
    write(exchange, known ? 200 : 404, body);
  }

  private static void write(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    services.stop(0);
    executor.stop(0);
    try {
      for (String file : new String[] {"accounts.json", "token.pem"}) {
        Files.deleteIfExists(dir.resolve(file));
      }
      Files.deleteIfExists(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
