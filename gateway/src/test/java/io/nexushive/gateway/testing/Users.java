package io.nexushive.gateway.testing;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The people in the tests. */
public final class Users {
  private Users() {}

  /** A viewer whom no other test knows. */
  public static String newViewer() {
    String name = "viewer-" + UUID.randomUUID();
    given()
        .contentType("application/json")
        .body(Map.of("username", name, "password", GatewayFiles.PASSWORD))
        .post("/api/auth/register")
        .then()
        .statusCode(201);
    return name;
  }

  /** A request by {@code username}, signed in. */
  public static RequestSpecification as(String username) {
    return given().header("Authorization", "Bearer " + token(username));
  }

  /** A fresh token. */
  public static String token(String username) {
    return given()
        .contentType("application/json")
        .body(Map.of("username", username, "password", GatewayFiles.PASSWORD))
        .post("/api/auth/login")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  /** Asks as {@code username} and returns the request's id. */
  public static String ask(String username, String question) {
    return as(username)
        .contentType("application/json")
        .body(Map.of("question", question))
        .post("/api/ask")
        .then()
        .statusCode(202)
        .extract()
        .path("request_id");
  }
}
