package io.nexushive.gateway.model;

import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelsTest {
  @Test
  void listsWhatCanBeChosenAndWhetherItIsThere() {
    as("vera")
        .get("/api/models")
        .then()
        .statusCode(200)
        .body("language_model", equalTo(true))
        .body("models.name", contains("auto", "semantic-parser", "local", "remote"))
        .body("models.available", contains(true, true, true, false))
        .body("models[3].reason", equalTo("An API key is missing."))
        .body("models[0]", not(hasKey("reason")));
  }

  @Test
  void isForThoseWhoAsk() {
    given().get("/api/models").then().statusCode(401);
    as("aurel").get("/api/models").then().statusCode(403);
  }

  @Test
  void aQuestionNamesAModelThatThereIs() {
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "How much?", "model", "small"))
        .post("/api/ask")
        .then()
        .statusCode(202);
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "How much?", "model", "nobody"))
        .post("/api/ask")
        .then()
        .statusCode(404)
        .body("detail", containsString("/api/models"));
  }
}
