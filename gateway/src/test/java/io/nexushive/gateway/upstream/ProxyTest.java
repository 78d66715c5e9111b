package io.nexushive.gateway.upstream;

import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProxyTest {
  private static final String ID = "018f0000-0000-7000-8000-000000000001";
  private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

  @Inject InternalTokens tokens;

  @Test
  void asksPolicyInTheNameOfTheCaller() {
    String header =
        check("ann", Map.of("sql", "SELECT 1"))
            .statusCode(200)
            .body("path", equalTo("/internal/policy/check"))
            .body("body.sql", equalTo("SELECT 1"))
            .body("body.connection_id", equalTo("demo"))
            .extract()
            .path("token");

    Caller caller = tokens.verify(ServiceName.POLICY, header.substring("Bearer ".length()));
    assertThat(caller.subject()).isEqualTo("ann");
    assertThat(caller.roles()).containsExactly("analyst");
  }

  @Test
  void checksInRolesThatTheCallerHas() {
    check("ann", Map.of("sql", "SELECT 1", "role", "analyst")).statusCode(200);
    check("ann", Map.of("sql", "SELECT 1", "role", "admin")).statusCode(403);
    check("stella", Map.of("sql", "SELECT 1", "role", "viewer")).statusCode(200);
    check("adam", Map.of("sql", "SELECT 1", "role", "viewer")).statusCode(200);
    check("adam", Map.of("sql", "SELECT 1", "role", "king")).statusCode(400);
    check("aurel", Map.of("sql", "SELECT 1")).statusCode(403);
  }

  @Test
  void checksInADialectThatThereIs() {
    check("ann", Map.of("sql", "SELECT 1", "dialect", "BigQuery"))
        .statusCode(200)
        .body("body.dialect", equalTo("bigquery"));
    check("ann", Map.of("sql", "SELECT 1", "dialect", "cobol")).statusCode(400);
  }

  @Test
  void checksNeedATextOfReasonableLengthAndAConnection() {
    check("ann", Map.of()).statusCode(400);
    check("ann", Map.of("sql", "x".repeat(20_001))).statusCode(413);
    check("ann", Map.of("sql", "SELECT 1", "connection_id", "other")).statusCode(404);
    given()
        .contentType("application/json")
        .body(Map.of("sql", "SELECT 1"))
        .post("/api/policy/check")
        .then()
        .statusCode(401);
  }

  @Test
  void readsTheAuditForThoseWhoMay() {
    for (String reader : List.of("stella", "aurel", "adam")) {
      get(reader, "/api/query-audit/summary?hours=3")
          .statusCode(200)
          .body("path", equalTo("/internal/audit/summary?hours=3"));
      get(reader, "/api/audit/verify")
          .statusCode(200)
          .body("path", equalTo("/internal/audit/verify"));
      get(reader, "/api/audit/verify/progress")
          .statusCode(200)
          .body("path", equalTo("/internal/audit/verify/progress"));
    }
    for (String other : List.of("ann", "vera")) {
      get(other, "/api/query-audit/summary").statusCode(403);
      get(other, "/api/audit/verify").statusCode(403);
      get(other, "/api/audit/verify/progress").statusCode(403);
      get(other, "/api/query-audit/recent?limit=5&status=a%26b")
          .statusCode(200)
          .body("path", equalTo("/internal/audit/recent?limit=5&status=a%26b"));
      get(other, "/api/query-audit/" + ID)
          .statusCode(200)
          .body("path", equalTo("/internal/audit/requests/" + ID));
    }
    for (String path :
        List.of(
            "/api/query-audit/summary",
            "/api/query-audit/recent",
            "/api/query-audit/" + ID,
            "/api/audit/verify",
            "/api/audit/verify/progress")) {
      given().get(path).then().statusCode(401).contentType("application/problem+json");
    }
  }

  @Test
  void passesOnWhatTheServiceRefuses() {
    get("ann", "/api/query-audit/" + UNKNOWN)
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("There is no such request."));
    get("ann", "/api/query-audit/..%2Fsummary").statusCode(404);
  }

  @Test
  void archivingIsForStewards() {
    for (String reader : List.of("ann", "vera", "aurel")) {
      archive(reader).statusCode(403);
    }
    archive("stella").statusCode(200).body("body.archived", equalTo(true));
  }

  private static io.restassured.response.ValidatableResponse archive(String user) {
    return as(user)
        .contentType("application/json")
        .body(Map.of("archived", true, "reason", "done with"))
        .patch("/api/query-audit/" + ID + "/archive")
        .then();
  }

  private static io.restassured.response.ValidatableResponse get(String user, String path) {
    return as(user).urlEncodingEnabled(false).get(path).then();
  }

  private static io.restassured.response.ValidatableResponse check(String user, Object body) {
    return as(user).contentType("application/json").body(body).post("/api/policy/check").then();
  }
}
