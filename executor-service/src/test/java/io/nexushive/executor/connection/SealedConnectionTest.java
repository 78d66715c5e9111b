package io.nexushive.executor.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.InternalToken;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.credential.CredentialSealer;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.testing.LogRecorder;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection with a password, from the topic to a real server and back in what can be read. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "executor"))
class SealedConnectionTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ID = "vault";

  @TempDir static Path folder;
  private static LocalPostgres server;

  Stack stack;

  @BeforeAll
  static void start() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    server = LocalPostgres.start(folder, port);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private ConnectionChanged connection(Map<String, String> changed, String sealed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    settings.put("database", LocalPostgres.DATABASE);
    settings.put("user", Role.NEXUS_GATEWAY.roleName());
    settings.put("sslmode", "disable");
    settings.putAll(changed);
    return new ConnectionChanged(
            new ConnectionId(ID),
            new TenantId("default"),
            "Vault",
            "postgres",
            settings,
            "ada",
            sealed,
            false,
            null)
        .signedBy(stack.keys().signer(ServiceName.GATEWAY));
  }

  private String sealed(String secret) throws Exception {
    String publicKeys = Files.readString(stack.keys().credentialPublicKeysFile());
    return new CredentialSealer(publicKeys).seal(connection(Map.of(), null), secret);
  }

  private void announce(ConnectionChanged connection) {
    stack.say(EventType.CONNECTION_CHANGED, ServiceName.GATEWAY, ID, connection);
  }

  private Response post(String what, String tenant, String subject, String... roles)
      throws JoseException {
    String token = InternalToken.of(stack, ServiceName.EXECUTOR, tenant, subject, roles);
    return given().auth().oauth2(token).post("/internal/connections/" + ID + "/" + what);
  }

  /** Waits until a test of the connection has passed, or has failed for that reason. */
  private void awaitTest(String problem) {
    Awaitility.await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> {
              Response answer = post("test", "default", "ada", "viewer");
              return problem == null
                  ? answer.<Boolean>path("passed")
                  : problem.equals(answer.path("problem"));
            });
  }

  @Test
  void theSecretReachesTheServerAndNothingElse() throws Exception {
    String secret = server.password(Role.NEXUS_GATEWAY);
    LogRecorder log = LogRecorder.open("io.nexushive", "org.postgresql");
    StringBuilder answers = new StringBuilder();
    try (log) {
      String sealed = sealed(secret);
      announce(connection(Map.of(), sealed));
      awaitTest(null);
      answers.append(post("test", "default", "ada").asString());
      answers.append(post("sync", "default", "ada").asString());

      // Sealed for this user at this port: not for another's.
      announce(connection(Map.of("user", "postgres"), sealed));
      awaitTest("secret_needed");
      announce(connection(Map.of(), sealed));
      awaitTest(null);

      stack.keys().rotateCredentialKeys(key -> true);
      Response resealed = post("reseal", "default", "ada");
      answers.append(resealed.asString());
      String again = resealed.path("sealed_credential");
      assertThat(again).isNotBlank().isNotEqualTo(sealed);
      stack.keys().rotateCredentialKeys(key -> false);
      announce(connection(Map.of("sensitive_columns", "a.b"), sealed));
      awaitTest("secret_needed");
      announce(connection(Map.of("sensitive_columns", "a.b"), again));
      awaitTest(null);

      announce(connection(Map.of(), sealed("wrong-" + secret)));
      awaitTest("refused_login");
      answers.append(post("test", "default", "ada").asString());
    }

    assertThat(log.texts()).isNotEmpty().noneMatch(t -> t.contains(secret));
    assertThat(log.texts()).anyMatch(t -> t.contains(ID));
    assertThat(answers.toString()).doesNotContain(secret);
    for (EventType type : EventType.values()) {
      assertThat(stack.read(type.topic(), r -> r.value() != null))
          .noneMatch(r -> new String(r.value(), StandardCharsets.UTF_8).contains(secret));
    }
  }

  @Test
  void onlyOwnersAndCaretakersHaveItSealedAnew() throws Exception {
    announce(connection(Map.of(), sealed(server.password(Role.NEXUS_GATEWAY))));
    awaitTest(null);

    given().post("/internal/connections/" + ID + "/reseal").then().statusCode(401);
    assertThat(post("reseal", "default", "bob", "steward").statusCode()).isEqualTo(404);
    assertThat(post("reseal", "other", "ada", "admin").statusCode()).isEqualTo(404);
    assertThat(post("reseal", "default", "bob", "admin").statusCode()).isEqualTo(200);
    assertThat(post("reseal", "default", "ada", "viewer").<String>path("sealed_credential"))
        .isNull();
  }
}
