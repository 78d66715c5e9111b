package io.nexushive.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.gateway.testing.GatewayFiles;
import io.nexushive.local.postgres.Role;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionTest {
  Stack stack;

  @Test
  void theCookieIsOutOfReachOfScriptsAndForeignPages() {
    Cookie cookie = begin("ann");

    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Strict");
    assertThat(cookie.getPath()).isEqualTo("/");
  }

  @Test
  void aSessionIsNoToken() {
    given()
        .contentType("application/json")
        .header("X-Nexus-Client", "web")
        .body(Map.of("username", "ann", "password", GatewayFiles.PASSWORD, "session", true))
        .post("/api/auth/login")
        .then()
        .statusCode(200)
        .body("access_token", nullValue())
        .body("user.username", equalTo("ann"));
  }

  @Test
  void readsByCookie() {
    given()
        .cookie(begin("ann"))
        .get("/api/auth/me")
        .then()
        .statusCode(200)
        .body("username", equalTo("ann"));
  }

  @Test
  void changesByCookieOnlyFromOurPage() {
    Cookie cookie = begin("ann");
    given()
        .cookie(cookie)
        .contentType("application/json")
        .body(Map.of("question", "How much?"))
        .post("/api/ask")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("X-Nexus-Client"));
    given()
        .cookie(cookie)
        .header("X-Nexus-Client", "web")
        .contentType("application/json")
        .body(Map.of("question", "How much?"))
        .post("/api/ask")
        .then()
        .statusCode(202);
  }

  @Test
  void noForeignPageSignsAnybodyIn() {
    given()
        .contentType("application/json")
        .body(Map.of("username", "ann", "password", GatewayFiles.PASSWORD, "session", true))
        .post("/api/auth/login")
        .then()
        .statusCode(403);
  }

  @Test
  void signingOutEndsTheSession() {
    Cookie cookie = begin("ann");
    given()
        .cookie(cookie)
        .header("X-Nexus-Client", "web")
        .delete("/api/auth/session")
        .then()
        .statusCode(204);

    given().cookie(cookie).get("/api/auth/me").then().statusCode(401);
  }

  @Test
  void aMadeUpSessionIsNone() {
    given()
        .cookie("nexus_session", "made-up")
        .get("/api/auth/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void theDatabaseHoldsNoSecret() throws Exception {
    Cookie cookie = begin("ann");
    try (Connection connection = stack.postgres().connect(Role.NEXUS_GATEWAY);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT token_hash FROM gateway.sessions")) {
      while (rows.next()) {
        assertThat(rows.getString(1)).isNotEqualTo(cookie.getValue()).hasSize(64);
      }
    }
  }

  private static Cookie begin(String username) {
    return given()
        .contentType("application/json")
        .header("X-Nexus-Client", "web")
        .body(Map.of("username", username, "password", GatewayFiles.PASSWORD, "session", true))
        .post("/api/auth/login")
        .then()
        .statusCode(200)
        .extract()
        .detailedCookie("nexus_session");
  }
}
