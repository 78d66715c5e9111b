package io.nexushive.gateway.connection;

import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.event.EventType;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ExecutorDouble.class, restrictToAnnotatedClass = true)
class CsvUploadTest {
  private static final String BASE = "/api/connections/import/csv";
  private static final String UPLOAD = BASE + "/" + ExecutorDouble.UPLOAD;

  Stack stack;

  private static ValidatableResponse finish(String user, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "My file");
    body.put("table", "t");
    body.put("format", Map.of("delimiter", ",", "header", true));
    body.put("columns", List.of(Map.of("name", "a", "type", "text")));
    body.putAll(more);
    return as(user).contentType("application/json").body(body).post(UPLOAD + "/finish").then();
  }

  @Test
  void aFileBecomesAConnectionOfItsOwner() {
    as("ann").post(BASE).then().statusCode(201).body("upload_id", equalTo(ExecutorDouble.UPLOAD));
    as("ann")
        .contentType("application/octet-stream")
        .body("a\n1\n".getBytes())
        .put(UPLOAD + "/parts/0")
        .then()
        .statusCode(204);
    assertThat(ExecutorDouble.HEARD).anyMatch(h -> h.endsWith("/parts/0 a\n1\n"));
    as("ann")
        .contentType("application/json")
        .body(Map.of("file_name", "x.csv"))
        .post(UPLOAD + "/preview")
        .then()
        .statusCode(200);
    String id =
        finish("ann", Map.of())
            .statusCode(201)
            .body("rows", equalTo(1))
            .extract()
            .path("connection_id");

    assertThat(id).startsWith("my-file-");
    ConnectionChanged made =
        stack.payloads(EventType.CONNECTION_CHANGED, id, ConnectionChanged.class).get(0);
    assertThat(made.owner()).isEqualTo("ann");
    assertThat(made.settings()).containsEntry("file", "uploads/" + id + "/1");

    // The same again, in place of the first.
    finish("ann", Map.of("connection_id", id)).statusCode(201).body("connection_id", equalTo(id));
    as("bob").get("/api/connections/" + id).then().statusCode(404);
    finish("bob", Map.of("connection_id", id)).statusCode(404);
    finish("adam", Map.of("connection_id", id)).statusCode(403);
    // Its name can be changed, where it leads to cannot.
    Map<String, Object> draft =
        Map.of(
            "name", "Other", "kind", "duckdb", "settings", Map.of("file", "uploads/" + id + "/1"));
    as("ann")
        .contentType("application/json")
        .body(draft)
        .put("/api/connections/" + id)
        .then()
        .statusCode(200);
    Map<String, Object> elsewhere =
        Map.of("name", "Other", "kind", "duckdb", "settings", Map.of("file", "uploads/other/1"));
    as("ann")
        .contentType("application/json")
        .body(elsewhere)
        .put("/api/connections/" + id)
        .then()
        .statusCode(403);
  }

  @Test
  void rowsThatDoNotFitAreNamed() {
    finish("ann", Map.of("table", "bad"))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("detail", containsString("One line does not fit"))
        .body("bad_row_count", equalTo(1))
        .body("bad_rows[0].line", equalTo(3))
        .body("bad_rows[0].column", equalTo("a"));
  }

  @Test
  void badInputNamesTheField() {
    finish("ann", Map.of("name", "")).statusCode(400).body("detail", containsString("name:"));
    finish("ann", Map.of("shared", true)).statusCode(403).body("detail", containsString("shared:"));
    finish("stella", Map.of("shared", true)).statusCode(201);
    finish("stella", Map.of("connection_id", "demo")).statusCode(409);
    finish("ann", Map.of("connection_id", "none")).statusCode(404);
    as("ann")
        .contentType("application/octet-stream")
        .body(new byte[1 << 21])
        .put(UPLOAD + "/parts/0")
        .then()
        .statusCode(413);
  }

  @Test
  void uploadsAreForThoseWhoMakeConnections() {
    given().post(BASE).then().statusCode(401);
    given()
        .contentType("application/octet-stream")
        .body(new byte[1])
        .put(UPLOAD + "/parts/0")
        .then()
        .statusCode(401);
    given()
        .contentType("application/json")
        .body("{}")
        .post(UPLOAD + "/preview")
        .then()
        .statusCode(401);
    given()
        .contentType("application/json")
        .body("{}")
        .post(UPLOAD + "/finish")
        .then()
        .statusCode(401);
    given().delete(UPLOAD).then().statusCode(401);
    for (String user : List.of("vera", "aurel")) {
      as(user).post(BASE).then().statusCode(403);
      as(user)
          .contentType("application/octet-stream")
          .body(new byte[1])
          .put(UPLOAD + "/parts/0")
          .then()
          .statusCode(403);
      as(user)
          .contentType("application/json")
          .body("{}")
          .post(UPLOAD + "/preview")
          .then()
          .statusCode(403);
      finish(user, Map.of()).statusCode(403);
      as(user).delete(UPLOAD).then().statusCode(403);
    }
    as("ann").delete(UPLOAD).then().statusCode(204);
    as("ann").delete(BASE + "/somebody-elses").then().statusCode(404);
  }
}
