package io.nexushive.gateway.account;

import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.gateway.testing.GatewayFiles;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.event.EventType;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountTest {
  Stack stack;

  @Test
  void whoRegistersMayViewAndNothingElse() {
    register("newcomer", GatewayFiles.PASSWORD)
        .then()
        .statusCode(201)
        .body("username", equalTo("newcomer"))
        .body("roles", contains("viewer"));
    login("newcomer", GatewayFiles.PASSWORD).then().statusCode(200);
    register("newcomer", GatewayFiles.PASSWORD).then().statusCode(409);
  }

  @Test
  void noRoleOrAttributeCanBeClaimedWhenRegistering() {
    json(Map.of(
            "username",
            "climber",
            "password",
            GatewayFiles.PASSWORD,
            "roles",
            List.of("admin"),
            "attributes",
            Map.of("region", List.of("EMEA"))))
        .post("/api/auth/register")
        .then()
        .statusCode(201)
        .body("roles", contains("viewer"))
        .body("attributes", nullValue());
  }

  @Test
  void refusesNamesAndPasswordsOfTheWrongForm() {
    register("Upper", GatewayFiles.PASSWORD).then().statusCode(400);
    register("oidc:x", GatewayFiles.PASSWORD).then().statusCode(400);
    register("shorty", "short").then().statusCode(400);
    register("longish", "x".repeat(73)).then().statusCode(400);
    json(Map.of()).post("/api/auth/register").then().statusCode(400);
  }

  @Test
  void signingInGivesATokenAndTheUser() {
    login("ann", GatewayFiles.PASSWORD)
        .then()
        .statusCode(200)
        .body("access_token", notNullValue())
        .body("token_type", equalTo("Bearer"))
        .body("expires_in", equalTo(3600))
        .body("user.username", equalTo("ann"));
    as("ann").get("/api/auth/me").then().statusCode(200).body("roles", contains("analyst"));
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookTheSame() {
    String wrong = login("vera", "not the password").then().statusCode(401).extract().asString();
    String unknown =
        login("nobody-x", "not the password").then().statusCode(401).extract().asString();

    assertThat(unknown).isEqualTo(wrong);
  }

  @Test
  void whoRegistersSlowsNobodyElseDown() {
    for (int i = 0; i < 8; i++) {
      register("one-of-many-" + i, GatewayFiles.PASSWORD).then().statusCode(201);
    }
  }

  @Test
  void guessingIsSlowedDown() {
    register("guessed", GatewayFiles.PASSWORD).then().statusCode(201);
    for (int i = 0; i < 6; i++) {
      login("guessed", "wrong password " + i).then().statusCode(401);
    }

    login("guessed", GatewayFiles.PASSWORD)
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("code", equalTo("rate_limited"));
  }

  @Test
  void changingThePasswordEndsTokens() {
    register("changer", GatewayFiles.PASSWORD).then().statusCode(201);
    String old = login("changer", GatewayFiles.PASSWORD).path("access_token");
    given()
        .header("Authorization", "Bearer " + old)
        .contentType("application/json")
        .body(
            Map.of(
                "current_password", GatewayFiles.PASSWORD, "new_password", "another good password"))
        .post("/api/auth/change-password")
        .then()
        .statusCode(204);

    given().header("Authorization", "Bearer " + old).get("/api/auth/me").then().statusCode(401);
    login("changer", GatewayFiles.PASSWORD).then().statusCode(401);
    login("changer", "another good password").then().statusCode(200);
  }

  @Test
  void aDisplayNameCanBeChanged() {
    as("vera")
        .contentType("application/json")
        .body(Map.of("display_name", "Vera V."))
        .put("/api/auth/me")
        .then()
        .statusCode(200)
        .body("display_name", equalTo("Vera V."));
  }

  @Test
  void onlyAdministratorsSeeAndChangeUsers() {
    register("victim", GatewayFiles.PASSWORD).then().statusCode(201);
    String victimToken = login("victim", GatewayFiles.PASSWORD).path("access_token");
    String id =
        as("adam")
            .get("/api/auth/users?limit=200")
            .then()
            .statusCode(200)
            .body("users.username", hasItem("victim"))
            .extract()
            .path("users.find { it.username == 'victim' }.id");
    for (String other : List.of("ann", "vera", "stella", "aurel")) {
      as(other).get("/api/auth/users").then().statusCode(403);
      as(other).get("/api/auth/users/" + id).then().statusCode(403);
      as(other).delete("/api/auth/users/" + id).then().statusCode(403);
      as(other)
          .contentType("application/json")
          .body(Map.of("roles", List.of("admin")))
          .put("/api/auth/users/" + id + "/roles")
          .then()
          .statusCode(403);
    }
    given().get("/api/auth/users").then().statusCode(401);
    as("adam")
        .contentType("application/json")
        .body(Map.of("roles", List.of("analyst")))
        .put("/api/auth/users/" + id + "/roles")
        .then()
        .statusCode(200)
        .body("roles", contains("analyst"));
    as("adam").delete("/api/auth/users/" + id).then().statusCode(204);
    as("adam").get("/api/auth/users/" + id).then().statusCode(404);

    given()
        .header("Authorization", "Bearer " + victimToken)
        .get("/api/auth/me")
        .then()
        .statusCode(401);
    register("victim", GatewayFiles.PASSWORD).then().statusCode(409);
  }

  @Test
  void attributesAreSetByAnotherAdministratorAndTravelSigned() {
    String before = token("vera");
    String id = idOf("vera");
    for (String other : List.of("ann", "vera", "stella", "aurel")) {
      setAttributes(other, id, Map.of("region", List.of("EMEA"))).then().statusCode(403);
    }
    json(Map.of("attributes", Map.of()))
        .put("/api/auth/users/" + id + "/attributes")
        .then()
        .statusCode(401);
    setAttributes("adam", id, Map.of("region", List.of("EMEA", "O'Neill")))
        .then()
        .statusCode(200)
        .body("attributes.region", contains("EMEA", "O'Neill"));

    // What was signed in before does not know them, and ends.
    given().header("Authorization", "Bearer " + before).get("/api/auth/me").then().statusCode(401);
    as("vera").get("/api/auth/me").then().body("attributes.region", hasItem("EMEA"));
    assertThat(askedBy(token("vera")).attributes())
        .isEqualTo(Map.of("region", List.of("EMEA", "O'Neill")));
    setAttributes("adam", id, Map.of()).then().statusCode(200);
    assertThat(askedBy(token("vera")).attributes()).isEmpty();
  }

  @Test
  void nobodySetsHisOwnAttributes() {
    setAttributes("adam", idOf("adam"), Map.of("region", List.of("EMEA"))).then().statusCode(403);
    as("ann")
        .contentType("application/json")
        .body(Map.of("display_name", "Ann", "attributes", Map.of("region", List.of("EMEA"))))
        .put("/api/auth/me")
        .then()
        .statusCode(200);
    as("ann").get("/api/auth/me").then().body("attributes", nullValue());
    String id =
        as("ann")
            .contentType("application/json")
            .body(
                Map.of(
                    "question",
                    "How much?",
                    "asker",
                    Map.of("attributes", Map.of("region", List.of("EMEA")))))
            .post("/api/ask")
            .then()
            .statusCode(202)
            .extract()
            .path("request_id");
    assertThat(asker(id).attributes()).isEmpty();
  }

  @Test
  void attributesOfTheWrongFormAreRefused() {
    String id = idOf("vera");
    for (Map<String, List<String>> wrong :
        List.of(
            Map.of("subject", List.of("ann")),
            Map.of("Region", List.of("EMEA")),
            Map.of("region", List.<String>of()),
            Map.of("region", List.of(" ")),
            Map.of("region", List.of("EM\u0000EA")),
            Map.of("region", List.of("EM\u202eEA")),
            Map.of("region", List.of("x".repeat(201))))) {
      setAttributes("adam", id, wrong)
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
    as("adam")
        .contentType("application/json")
        .body("{}")
        .put("/api/auth/users/" + id + "/attributes")
        .then()
        .statusCode(400);
    setAttributes("adam", "nonsense", Map.of()).then().statusCode(404);
  }

  @Test
  void aSessionKnowsTheAttributesToo() {
    setAttributes("adam", idOf("bob"), Map.of("region", List.of("APAC"))).then().statusCode(200);
    String cookie =
        given()
            .contentType("application/json")
            .header("X-Nexus-Client", "web")
            .body(Map.of("username", "bob", "password", GatewayFiles.PASSWORD, "session", true))
            .post("/api/auth/login")
            .then()
            .statusCode(200)
            .extract()
            .cookie("nexus_session");
    String id =
        given()
            .cookie("nexus_session", cookie)
            .header("X-Nexus-Client", "web")
            .contentType("application/json")
            .body(Map.of("question", "How much?"))
            .post("/api/ask")
            .then()
            .statusCode(202)
            .extract()
            .path("request_id");

    assertThat(asker(id).attributes()).isEqualTo(Map.of("region", List.of("APAC")));
    setAttributes("adam", idOf("bob"), Map.of()).then().statusCode(200);
  }

  private Asker askedBy(String token) {
    String id =
        given()
            .header("Authorization", "Bearer " + token)
            .contentType("application/json")
            .body(Map.of("question", "How much?"))
            .post("/api/ask")
            .then()
            .statusCode(202)
            .extract()
            .path("request_id");
    return asker(id);
  }

  /** Who asked, as every service believes it. */
  private Asker asker(String requestId) {
    Awaitility.await()
        .until(
            () -> !stack.payloads(EventType.QUESTION_ASKED, requestId, AgentState.class).isEmpty());
    Request request =
        stack.payloads(EventType.QUESTION_ASKED, requestId, AgentState.class).get(0).request();
    request.verify(stack.keys().trustStore(), Instant.now());
    return request.asker();
  }

  private static String idOf(String username) {
    return as("adam")
        .get("/api/auth/users?limit=200")
        .path("users.find { it.username == '" + username + "' }.id");
  }

  private static Response setAttributes(
      String by, String id, Map<String, List<String>> attributes) {
    return as(by)
        .contentType("application/json")
        .body(Map.of("attributes", attributes))
        .put("/api/auth/users/" + id + "/attributes");
  }

  @Test
  void usersComeInPages() {
    Response first = as("adam").get("/api/auth/users?limit=1");
    first.then().statusCode(200).body("users.size()", equalTo(1));
    as("adam")
        .get("/api/auth/users?limit=1&cursor=" + first.path("next_cursor"))
        .then()
        .statusCode(200)
        .body("users.size()", equalTo(1));
  }

  @Test
  void aTokenOfAnotherKeyAudienceOrAlgorithmIsRefused() throws Exception {
    String header = "{\"alg\":\"none\"}";
    String claims =
        "{\"iss\":\"urn:nexushive:gateway\",\"aud\":\"nexushive\",\"sub\":\"adam\","
            + "\"groups\":[\"admin\"],\"exp\":9999999999,\"iat_ms\":1}";
    expectRefused(base64(header) + "." + base64(claims) + ".");
    expectRefused("nonsense");
    String genuine = token("ann");
    expectRefused(genuine.substring(0, genuine.length() - 6) + "AAAAAA");
    KeyPair pair = newPair();
    JsonWebSignature forged = new JsonWebSignature();
    forged.setPayload(JwtClaims.parse(claims).toJson());
    forged.setAlgorithmHeaderValue("ES256");
    forged.setKey(pair.getPrivate());
    expectRefused(forged.getCompactSerialization());
  }

  @Test
  void findsThePublicHalfOfAKey() throws Exception {
    for (int i = 0; i < 5; i++) {
      KeyPair pair = newPair();
      assertThat(P256.publicKey((ECPrivateKey) pair.getPrivate()).getW())
          .isEqualTo(((ECPublicKey) pair.getPublic()).getW());
    }
  }

  private static void expectRefused(String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .get("/api/auth/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  private static KeyPair newPair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Response register(String username, String password) {
    return json(Map.of("username", username, "password", password)).post("/api/auth/register");
  }

  private static Response login(String username, String password) {
    return json(Map.of("username", username, "password", password)).post("/api/auth/login");
  }

  private static io.restassured.specification.RequestSpecification json(Object body) {
    return given().contentType("application/json").body(body);
  }
}
