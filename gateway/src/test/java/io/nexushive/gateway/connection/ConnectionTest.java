package io.nexushive.gateway.connection;

import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.gateway.database.Database;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.credential.CredentialOpener;
import io.nexushive.model.event.EventType;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.LogRecorder;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ExecutorDouble.class, restrictToAnnotatedClass = true)
class ConnectionTest {
  private static final String SECRET = "tr0ub4dor-and-3-more";

  Stack stack;

  @Inject TrustStore trust;
  @Inject Database database;

  private static Map<String, Object> draft(String name, Map<String, ?> more) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("name", name);
    draft.put("kind", "postgres");
    draft.put(
        "settings",
        Map.of("host", "db.example", "port", "5432", "user", "reader", "database", "d"));
    draft.put("secret", SECRET);
    draft.putAll(more);
    return draft;
  }

  private static ValidatableResponse create(String user, Map<String, ?> body) {
    return as(user).contentType("application/json").body(body).post("/api/connections").then();
  }

  private static String made(String user, String name, Map<String, ?> more) {
    return create(user, draft(name, more)).statusCode(201).extract().path("connection_id");
  }

  private static ValidatableResponse change(String user, String id, Map<String, ?> body) {
    return as(user).contentType("application/json").body(body).put("/api/connections/" + id).then();
  }

  private ConnectionChanged announced(String id) {
    List<ConnectionChanged> all =
        stack.payloads(EventType.CONNECTION_CHANGED, id, ConnectionChanged.class);
    return all.get(all.size() - 1);
  }

  @Test
  void aNewConnectionIsAnnouncedSignedAndSealedToTheExecutor() throws Exception {
    String id =
        create("ann", draft("Sales mart", Map.of()))
            .statusCode(201)
            .body("name", equalTo("Sales mart"))
            .body("owner", equalTo("ann"))
            .body("shared", equalTo(false))
            .body("editable", equalTo(true))
            .body("has_secret", equalTo(true))
            .body("settings.host", equalTo("db.example"))
            .body("secret", nullValue())
            .body("sealed_credential", nullValue())
            .extract()
            .path("connection_id");

    assertThat(id).startsWith("sales-mart-");
    ConnectionChanged event = announced(id);
    event.verify(trust, Instant.now());
    assertThat(event.owner()).isEqualTo("ann");
    String keys = Files.readString(stack.keys().credentialKeysFile());
    assertThat(new CredentialOpener(keys).open(event)).isEqualTo(SECRET);
  }

  @Test
  void theSecretIsInNoLogNoAnswerNoEventNoRowAndNoCall() {
    StringBuilder seen = new StringBuilder();
    LogRecorder log = LogRecorder.open("io.nexushive", "org.jboss.resteasy");
    try (log) {
      String id = made("ann", "Quiet", Map.of());
      seen.append(create("ann", draft("", Map.of())).statusCode(400).extract().asString());
      seen.append(
          as("ann")
              .contentType("application/json")
              .body(
                  "{\"name\": \"x\", \"secret\": \""
                      + SECRET
                      + "\", \"settings\": \""
                      + SECRET
                      + "\"}")
              .post("/api/connections")
              .then()
              .statusCode(400)
              .extract()
              .asString());
      seen.append(
          change("ann", id, draft("Quieter", Map.of())).statusCode(200).extract().asString());
      as("ann").post("/api/connections/" + id + "/test").then().statusCode(202);
      seen.append(as("ann").get("/api/connections/" + id).asString());
      seen.append(as("ann").get("/api/connections").asString());
    }

    assertThat(log.texts()).isNotEmpty().noneMatch(t -> t.contains(SECRET));
    assertThat(seen.toString()).contains("Quieter").doesNotContain(SECRET);
    assertThat(ExecutorDouble.HEARD).isNotEmpty().noneMatch(t -> t.contains(SECRET));
    for (EventType type : EventType.values()) {
      assertThat(stack.read(type.topic(), r -> r.value() != null))
          .noneMatch(r -> new String(r.value(), StandardCharsets.UTF_8).contains(SECRET));
    }
    assertThat(database.list("SELECT definition FROM gateway.connections", row -> row.getString(1)))
        .isNotEmpty()
        .noneMatch(t -> t.contains(SECRET));
  }

  @Test
  void badInputNamesTheField() {
    refused(draft("", Map.of()), "name:");
    refused(draft("x".repeat(101), Map.of()), "name:");
    refused(draft("x", Map.of("kind", "oracle")), "kind:");
    refused(draft("x", Map.of("settings", Map.of("port", "5432"))), "settings.host:");
    refused(draft("x", Map.of("secret", "")), "secret:");
    refused(draft("x", Map.of("secret", Map.of("a", "b"))), "secret:");
    refused(draft("x", Map.of("settings", 5)), "settings:");
    refused(draft("x", Map.of("settings", Map.of("host", List.of()))), "settings.host:");
    refused(draft("x", Map.of("shared", "perhaps")), "shared:");
    refused(draft("x", Map.of("secret", "x".repeat(16_385))), "secret:");
  }

  private static void refused(Map<String, ?> draft, String field) {
    create("ann", draft)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_request"))
        .body("detail", containsString(field));
  }

  @Test
  void sharedOnesAreMadeByStewardsAndAdministrators() {
    create("ann", draft("Ours", Map.of("shared", true))).statusCode(403);
    String id = made("stella", "Ours", Map.of("shared", true));
    for (String user : List.of("ann", "vera", "aurel")) {
      as(user)
          .get("/api/connections/" + id)
          .then()
          .statusCode(200)
          .body("editable", equalTo(false))
          .body("settings", nullValue())
          .body("has_secret", nullValue());
      as(user).get("/api/connections").then().body("connections.connection_id", hasItem(id));
    }
    change("ann", id, draft("Mine", Map.of())).statusCode(403);
    as("ann").delete("/api/connections/" + id).then().statusCode(403);
    as("ann").post("/api/connections/" + id + "/test").then().statusCode(403);
    as("ann").post("/api/connections/" + id + "/sync").then().statusCode(403);
    change("adam", id, draft("Everybody's", Map.of("shared", true))).statusCode(200);
    as("adam").delete("/api/connections/" + id).then().statusCode(204);
  }

  @Test
  void someoneElsesPrivateConnectionDoesNotExist() {
    String id = made("ann", "Private", Map.of());
    for (String user : List.of("bob", "stella")) {
      as(user).get("/api/connections/" + id).then().statusCode(404);
      as(user).get("/api/connections").then().body("connections.connection_id", not(hasItem(id)));
      change(user, id, draft("Taken", Map.of())).statusCode(404);
      as(user).delete("/api/connections/" + id).then().statusCode(404);
      as(user).post("/api/connections/" + id + "/test").then().statusCode(404);
      as(user).post("/api/connections/" + id + "/sync").then().statusCode(404);
      as(user).get("/api/connections/" + id + "/catalog").then().statusCode(404);
      asking(user, id).statusCode(404);
      checking(user, id).statusCode(404);
    }
    // An administrator may clear up, and that is all.
    as("adam").get("/api/connections/" + id).then().statusCode(200).body("settings", nullValue());
    as("adam").get("/api/connections/" + id + "/catalog").then().statusCode(404);
    change("adam", id, draft("Taken", Map.of())).statusCode(403);
    as("adam").post("/api/connections/" + id + "/test").then().statusCode(403);
    asking("adam", id).statusCode(404);
    checking("adam", id).statusCode(404);
    asking("ann", id).statusCode(202);
    checking("ann", id).statusCode(200);
    as("ann").get("/api/connections/" + id + "/catalog").then().statusCode(200);
    as("adam").delete("/api/connections/" + id).then().statusCode(204);
    asking("ann", id).statusCode(404);
  }

  private static ValidatableResponse asking(String user, String connection) {
    return as(user)
        .contentType("application/json")
        .body(Map.of("question", "How many?", "connection_id", connection))
        .post("/api/ask")
        .then();
  }

  private static ValidatableResponse checking(String user, String connection) {
    return as(user)
        .contentType("application/json")
        .body(Map.of("sql", "SELECT 1", "connection_id", connection))
        .post("/api/policy/check")
        .then();
  }

  @Test
  void withoutATokenOrTheRoleNothingIsToBeHad() {
    String id = made("ann", "Closed", Map.of());
    for (String path : List.of("", "/kinds", "/" + id, "/" + id + "/catalog")) {
      given().get("/api/connections" + path).then().statusCode(401);
    }
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/connections")
        .then()
        .statusCode(401);
    given()
        .contentType("application/json")
        .body("{}")
        .put("/api/connections/" + id)
        .then()
        .statusCode(401);
    given().delete("/api/connections/" + id).then().statusCode(401);
    given().post("/api/connections/" + id + "/test").then().statusCode(401);
    given().post("/api/connections/" + id + "/sync").then().statusCode(401);
    for (String user : List.of("vera", "aurel")) {
      create(user, draft("Mine", Map.of())).statusCode(403);
      change(user, id, draft("Mine", Map.of())).statusCode(403);
      as(user).delete("/api/connections/" + id).then().statusCode(403);
      as(user).post("/api/connections/demo/test").then().statusCode(403);
      as(user).post("/api/connections/demo/sync").then().statusCode(403);
      as(user).get("/api/connections/kinds").then().statusCode(200);
    }
  }

  @Test
  void whereItLeadsElsewhereTheSecretIsNeededAnew() throws Exception {
    String id = made("ann", "Bound", Map.of());
    ConnectionChanged before = announced(id);
    for (String setting : List.of("host", "port", "user")) {
      Map<String, String> settings = new HashMap<>(before.settings());
      settings.put(setting, "1");
      Map<String, Object> draft = draft("Bound", Map.of("settings", settings));
      draft.remove("secret");
      change("ann", id, draft)
          .statusCode(400)
          .body("detail", containsString("secret:"))
          .body("detail", containsString(setting));
    }
    Map<String, Object> renamed =
        draft(
            "Renamed",
            Map.of(
                "settings",
                Map.of("host", "db.example", "port", "5432", "user", "reader", "database", "e")));
    renamed.remove("secret");
    change("ann", id, renamed).statusCode(200).body("name", equalTo("Renamed"));
    ConnectionChanged after = announced(id);
    assertThat(after.sealedCredential()).isEqualTo(before.sealedCredential());
    String keys = Files.readString(stack.keys().credentialKeysFile());
    assertThat(new CredentialOpener(keys).open(after)).isEqualTo(SECRET);

    // Given to everybody it would be another owner's.
    String shared = made("stella", "Turned", Map.of());
    Map<String, Object> draft = draft("Turned", Map.of("shared", true));
    draft.remove("secret");
    change("stella", shared, draft).statusCode(400).body("detail", containsString("owner"));
    change("stella", shared, draft("Turned", Map.of("shared", true))).statusCode(200);
  }

  @Test
  void filesOfTheExecutorAreForAdministrators() {
    Map<String, Object> file =
        Map.of("name", "File", "kind", "duckdb", "settings", Map.of("file", "sales.csv"));
    create("ann", file).statusCode(403).body("detail", containsString("settings.file"));
    create("stella", file).statusCode(403);
    create("adam", file).statusCode(201);
    create(
            "adam",
            Map.of("name", "File", "kind", "duckdb", "settings", Map.of("file", "uploads/a/b")))
        .statusCode(400);
  }

  @Test
  void aDeletedConnectionIsAnnouncedWithoutAnything() {
    String id = made("ann", "Gone", Map.of());
    as("ann").delete("/api/connections/" + id).then().statusCode(204);

    as("ann").get("/api/connections/" + id).then().statusCode(404);
    as("ann").delete("/api/connections/" + id).then().statusCode(404);
    ConnectionChanged event = announced(id);
    event.verify(trust, Instant.now());
    assertThat(event.deleted()).isTrue();
    assertThat(event.sealedCredential()).isNull();
    assertThat(event.settings()).isEmpty();
  }

  @Test
  void testsAndReadingsGoOnWhileNobodyWaits() {
    String id = made("ann", "Tested", Map.of());
    as("ann")
        .post("/api/connections/" + id + "/test")
        .then()
        .statusCode(202)
        .body("state", equalTo("running"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                as("ann")
                    .get("/api/connections/" + id)
                    .then()
                    .body("test.state", equalTo("completed"))
                    .body("test.outcome.passed", equalTo(true))
                    .body("test.ended_at", notNullValue())
                    .body("sync.state", equalTo("completed"))
                    .body("sync.tables", equalTo(3)));
    as("ann").post("/api/connections/" + id + "/sync").then().statusCode(202);
    as("stella").post("/api/connections/demo/test").then().statusCode(202);
    assertThat(ExecutorDouble.HEARD)
        .anyMatch(h -> h.contains(id + "/test?signature="))
        .anyMatch(h -> h.contains(id + "/sync?signature="));
  }

  @Test
  void whatIsConfiguredCannotBeEdited() {
    as("adam")
        .get("/api/connections/demo")
        .then()
        .statusCode(200)
        .body("configured", equalTo(true))
        .body("editable", equalTo(false));
    change("adam", "demo", draft("Mine", Map.of())).statusCode(409);
    as("adam").delete("/api/connections/demo").then().statusCode(409);
  }

  @Test
  void thereIsABoundOfHowManyOneOwnerHas() {
    List<String> ids = new ArrayList<>();
    int status = 201;
    while (status == 201 && ids.size() < 30) {
      var answer = create("bob", draft("Many", Map.of())).extract();
      status = answer.statusCode();
      if (status == 201) {
        ids.add(answer.path("connection_id"));
      }
    }
    assertThat(status).isEqualTo(409);
    assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    as("bob").delete("/api/connections/" + ids.get(0)).then().statusCode(204);
    made("bob", "Many", Map.of());
  }
}
