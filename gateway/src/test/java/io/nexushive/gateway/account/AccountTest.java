package io.nexushive.gateway.account;

import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.nexushive.gateway.testing.GatewayFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountTest {

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
  void noRoleCanBeClaimedWhenRegistering() {
    json(Map.of(
            "username", "climber", "password", GatewayFiles.PASSWORD, "roles", List.of("admin")))
        .post("/api/auth/register")
        .then()
        .statusCode(201)
        .body("roles", contains("viewer"));
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
