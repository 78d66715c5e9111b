package io.nexushive.gateway.semantic;

import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.testing.Definitions;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SemanticResourceTest {
  private static final String PROFIT =
      """
      entities:
        - table: sales
          time_column: date
      metrics:
        - {name: profit, table: sales, expression: SUM(profit), certified: true, owner: Finance}
      """;

  Stack stack;

  @Inject TrustStore trust;
  @Inject ConnectionDirectory directory;

  @Test
  void aSavedVersionIsAnnouncedSignedAndKept() {
    String id = connection("sem-saved", null);
    as("stella").get(path(id)).then().statusCode(200).body("version", equalTo(0));

    save("stella", id, PROFIT, 0).then().statusCode(200).body("version", equalTo(1));
    Awaitility.await().until(() -> !said(id).isEmpty());
    SemanticModelChanged changed = said(id).get(0);
    changed.verify(trust, Instant.now());
    assertThat(changed.model().metrics().get(0).owner()).isEqualTo("Finance");

    save("stella", id, PROFIT.replace("Finance", "Sales"), 1).then().statusCode(200);
    Awaitility.await().until(() -> said(id).size() == 2);
    as("stella")
        .get(path(id))
        .then()
        .body("version", equalTo(2))
        .body("text", containsString("Sales"))
        .body("author", equalTo("stella"));
    as("stella")
        .get(path(id) + "/versions")
        .then()
        .body("versions.version", equalTo(List.of(2, 1)));
  }

  @Test
  void twoEditsOfOneVersionAreNotBothTaken() {
    String id = connection("sem-conflict", null);
    save("stella", id, PROFIT, 0).then().statusCode(200);
    save("stella", id, PROFIT, 0).then().statusCode(409);
    save("stella", id, PROFIT, 7).then().statusCode(409);
    as("stella").get(path(id) + "/versions").then().body("versions", hasSize(1));
  }

  @Test
  void aFlawedTextIsNotSavedAndItsFlawsAreNamed() {
    String id = connection("sem-flawed", null);
    String flawed =
        PROFIT.replace("expression: SUM(profit)", "expression: profit").replace("time_", "");
    save("stella", id, flawed, 0)
        .then()
        .statusCode(400)
        .body("detail", containsString("Line 3: entities[0].column "))
        .body("detail", containsString("And 1 more"));
    check("stella", id, flawed)
        .then()
        .statusCode(200)
        .body("flaws.line", equalTo(List.of(3, 5)))
        .body("flaws.key", hasItem("metrics[0].expression"));
    check("stella", id, PROFIT).then().body("flaws", hasSize(0));
    save("stella", id, null, 0).then().statusCode(400);
    as("stella")
        .contentType("application/json")
        .body(Map.of("text", PROFIT))
        .put(path(id))
        .then()
        .statusCode(400)
        .body("detail", containsString("version"));
    assertThat(said(id)).isEmpty();
  }

  @Test
  void namesAreThoseOfTheCatalogue() {
    String id = connection("sem-names", null);
    as("stella").get(path(id) + "/draft").then().statusCode(409);
    save("stella", id, PROFIT, 0)
        .then()
        .statusCode(200)
        .body("warnings[0].message", containsString("none have been read yet"));

    announce(id, "date", "profit");
    Awaitility.await().until(() -> as("stella").get(path(id) + "/draft").statusCode() == 200);
    check("stella", id, PROFIT).then().body("flaws", hasSize(0)).body("warnings", hasSize(0));
    String wrong = PROFIT.replace("SUM(profit)", "SUM(proft)");
    check("stella", id, wrong)
        .then()
        .body("flaws[0].line", equalTo(5))
        .body("flaws[0].message", containsString("is profit meant?"));
    save("stella", id, wrong, 1)
        .then()
        .statusCode(400)
        .body("detail", containsString("Line 5: metrics[0].expression"));
    as("stella").get(path(id)).then().body("warnings", hasSize(0));

    announce(id, "date", "margin");
    Awaitility.await()
        .untilAsserted(
            () ->
                as("stella")
                    .get(path(id))
                    .then()
                    .body("version", equalTo(1))
                    .body("warnings.key", equalTo(List.of("metrics[0].expression"))));
  }

  @Test
  void everyVersionCanBeReadAgain() {
    String id = connection("sem-versions", null);
    save("stella", id, PROFIT, 0).then().statusCode(200);
    save("stella", id, PROFIT.replace("Finance", "Sales"), 1).then().statusCode(200);
    as("stella")
        .get(path(id) + "/versions/1")
        .then()
        .statusCode(200)
        .body("text", equalTo(PROFIT))
        .body("author", equalTo("stella"));
    as("stella").get(path(id) + "/versions/3").then().statusCode(404);
    as("stella").get(path(id) + "/versions/one").then().statusCode(404);
  }

  @Test
  void whatComesWithTheInstallationIsShownUntilSomebodySavesAnother() {
    Awaitility.await()
        .untilAsserted(
            () ->
                as("stella")
                    .get(path("demo"))
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(0))
                    .body("text", containsString("SUM(net_revenue)")));
  }

  @Test
  void aForeignModelIsTranslatedAndNothingIsSaved() {
    String id = connection("sem-import", null);
    String dbt =
        """
        semantic_models:
          - {name: sales, measures: [{name: profit, agg: sum}], entities: [{name: id}]}
        metrics:
          - {name: profit, type: simple, type_params: {measure: profit}}
        """;
    translate("stella", id, Map.of("format", "dbt", "text", dbt))
        .then()
        .statusCode(200)
        .body("text", containsString("SUM(profit)"))
        .body("left_out", hasSize(1))
        .body("left_out[0]", containsString("entity id"))
        .body("flaws", hasSize(0));
    translate("stella", id, Map.of("format", "excel", "text", dbt)).then().statusCode(400);
    translate("stella", id, Map.of("format", "dbt", "text", "a: [")).then().statusCode(400);
    translate("stella", id, Map.of("format", "dbt", "text", "just words")).then().statusCode(400);
    translate("stella", id, Map.of("format", "dbt")).then().statusCode(400);
    as("stella").get(path(id)).then().body("version", equalTo(0));
  }

  @Test
  void onlyStewardsWhoMayUseTheConnection() {
    String shared = connection("sem-shared", null);
    String bobs = connection("sem-bobs", "bob");
    given().get(path(shared)).then().statusCode(401);
    given().get(path(shared) + "/draft").then().statusCode(401);
    given().get(path(shared) + "/versions/1").then().statusCode(401);
    given()
        .contentType("application/json")
        .body(Map.of("text", PROFIT))
        .put(path(shared))
        .then()
        .statusCode(401);
    for (String other : List.of("ann", "vera", "aurel", "adam")) {
      as(other).get(path(shared)).then().statusCode(403);
      as(other).get(path(shared) + "/versions").then().statusCode(403);
      as(other).get(path(shared) + "/versions/1").then().statusCode(403);
      as(other).get(path(shared) + "/draft").then().statusCode(403);
      save(other, shared, PROFIT, 0).then().statusCode(403);
      check(other, shared, PROFIT).then().statusCode(403);
      translate(other, shared, Map.of("format", "dbt", "text", "a: b")).then().statusCode(403);
    }
    for (String gone : List.of(bobs, "nowhere", "No Connection!")) {
      as("stella").get(path(gone)).then().statusCode(404);
      as("stella").get(path(gone) + "/versions").then().statusCode(404);
      as("stella").get(path(gone) + "/versions/1").then().statusCode(404);
      as("stella").get(path(gone) + "/draft").then().statusCode(404);
      save("stella", gone, PROFIT, 0).then().statusCode(404);
      check("stella", gone, PROFIT).then().statusCode(404);
      translate("stella", gone, Map.of("format", "dbt", "text", "a: b")).then().statusCode(404);
    }
    assertThat(said(bobs)).isEmpty();
  }

  /** A catalogue of one table, as the executor says it. */
  private void announce(String id, String... columns) {
    Signer executor = stack.keys().signer(ServiceName.EXECUTOR);
    List<CatalogTable.Column> found =
        Arrays.stream(columns)
            .map(
                c ->
                    new CatalogTable.Column(
                        c, ColumnType.DECIMAL, "decimal", true, null, false, null, null, null))
            .toList();
    CatalogTable table =
        new CatalogTable(
                new ConnectionId(id), null, "sales", false, null, found, null, null, null, null)
            .signedBy(executor);
    CatalogManifest manifest =
        CatalogManifest.of(
                table.connectionId(), Dialect.SQLITE, List.of(table), Instant.now(), executor)
            .get(0);
    stack.say(EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, table.key(), table);
    stack.say(EventType.CATALOG_CHANGED, ServiceName.EXECUTOR, manifest.key(), manifest);
  }

  private String connection(String id, String owner) {
    directory.put(Definitions.connection(id, owner));
    return id;
  }

  private List<SemanticModelChanged> said(String id) {
    return stack.payloads(EventType.SEMANTIC_MODEL_CHANGED, id, SemanticModelChanged.class);
  }

  private static Response save(String who, String id, String text, int version) {
    Map<String, Object> body = new HashMap<>();
    body.put("text", text);
    body.put("version", version);
    return as(who).contentType("application/json").body(body).put(path(id));
  }

  private static Response check(String who, String id, String text) {
    return as(who)
        .contentType("application/json")
        .body(Map.of("text", text))
        .post(path(id) + "/check");
  }

  private static Response translate(String who, String id, Map<String, String> body) {
    return as(who).contentType("application/json").body(body).post(path(id) + "/import");
  }

  private static String path(String id) {
    return "/api/connections/" + id + "/semantic-model";
  }
}
