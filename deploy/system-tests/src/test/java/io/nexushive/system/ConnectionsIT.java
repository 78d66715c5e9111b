package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.FreePorts;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.client.SseEvent;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people connect to themselves can be asked, by them and by nobody else. */
@ExtendWith(HiveExtension.class)
class ConnectionsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Map<String, BigDecimal> BY_REGION =
      Map.of("North", new BigDecimal("30.75"), "South", new BigDecimal("12.50"));

  @TempDir static Path folder;
  private static LocalPostgres warehouse;

  private final Hive hive;

  ConnectionsIT(Hive hive) {
    this.hive = hive;
  }

  @BeforeAll
  static void fill() throws SQLException {
    warehouse = LocalPostgres.start(folder, FreePorts.next());
    try (Connection c = warehouse.connect(Role.NEXUS_GATEWAY);
        Statement s = c.createStatement()) {
      s.execute("CREATE TABLE orders (order_id int PRIMARY KEY, region text, amount numeric(9,2))");
      s.execute("INSERT INTO orders VALUES (1,'North',10.25),(2,'North',20.50),(3,'South',12.50)");
    }
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  private String connect(String user) {
    JsonNode made =
        hive.as(user)
            .post(
                "/api/connections",
                Map.of(
                    "name",
                    "Shop",
                    "kind",
                    "postgres",
                    "settings",
                    Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        Integer.toString(warehouse.port()),
                        "database",
                        LocalPostgres.DATABASE,
                        "user",
                        Role.NEXUS_GATEWAY.roleName(),
                        "sslmode",
                        "disable"),
                    "secret",
                    warehouse.password(Role.NEXUS_GATEWAY)));
    return made.path("connection_id").asText();
  }

  private JsonNode connection(String user, String id) {
    return hive.as(user).get("/api/connections/" + id);
  }

  private void awaitTables(String user, String id) {
    await()
        .atMost(SOON)
        .until(() -> connection(user, id).path("sync").path("state").asText().equals("completed"));
  }

  private Asked ask(String user, String connection, String question) {
    String id = hive.as(user).ask(question, Map.of("connection_id", connection));
    List<SseEvent> events = new ArrayList<>();
    hive.as(user)
        .follow(
            id,
            event -> {
              events.add(event);
              return !event.name().equals("clarification");
            });
    return new Asked(id, question, events);
  }

  private static void assertByRegion(Asked asked) {
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("answered");
    assertThat(asked.rows()).hasSize(2);
    for (List<Object> row : asked.rows()) {
      BigDecimal expected = BY_REGION.get((String) row.get(0));
      assertThat(new BigDecimal(row.get(1).toString())).isEqualByComparingTo(expected);
    }
  }

  @Test
  void aPostgresServerOfOnesOwn() throws IOException {
    String id = connect("analyst");
    awaitTables("analyst", id);
    hive.as("analyst").post("/api/connections/" + id + "/test", Map.of());
    await()
        .atMost(SOON)
        .until(() -> !connection("analyst", id).path("test").path("outcome").isMissingNode());
    JsonNode test = connection("analyst", id).path("test").path("outcome");
    assertThat(test.path("passed").asBoolean()).as("%s", test).isTrue();
    assertThat(test.path("findings").toString())
        .as("the login owns its tables")
        .contains("may change rows");

    assertByRegion(ask("analyst", id, "Total amount of orders by region"));

    for (String other : List.of("steward", "viewer")) {
      Assertions.assertThatThrownBy(() -> connection(other, id))
          .isInstanceOf(GatewayException.class);
      Assertions.assertThatThrownBy(() -> ask(other, id, "Total amount of orders by region"))
          .isInstanceOf(GatewayException.class);
    }
    assertThat(logs()).doesNotContain(warehouse.password(Role.NEXUS_GATEWAY));
  }

  @Test
  void anUploadedFile() throws Exception {
    String csv = "Order;Region;Amount\n1;North;10.25\n2;North;20.50\n3;South;12.50\n";
    JsonNode begun = hive.as("analyst").post("/api/connections/import/csv", Map.of());
    String upload = "/api/connections/import/csv/" + begun.path("upload_id").asText();
    put(upload + "/parts/0", csv);
    JsonNode seen = hive.as("analyst").post(upload + "/preview", Map.of("file_name", "orders.csv"));
    assertThat(seen.path("columns").toString()).contains("region", "decimal");
    JsonNode made =
        hive.as("analyst")
            .post(
                upload + "/finish",
                Map.of(
                    "name",
                    "Orders",
                    "table",
                    seen.path("table"),
                    "format",
                    seen.path("format"),
                    "columns",
                    seen.path("columns")));
    assertThat(made.path("rows").asInt()).isEqualTo(3);
    String id = made.path("connection_id").asText();
    awaitTables("analyst", id);

    assertByRegion(ask("analyst", id, "Total amount of orders by region"));
  }

  private void put(String path, String body) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    URI gateway = hive.gateway();
    HttpResponse<String> signedIn =
        http.send(
            HttpRequest.newBuilder(gateway.resolve("/api/auth/login"))
                .header("content-type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"username\": \"analyst\", \"password\": \"%s\"}"
                            .formatted(hive.account("analyst").password())))
                .build(),
            BodyHandlers.ofString());
    String token =
        signedIn.body().replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    int status =
        http.send(
                HttpRequest.newBuilder(gateway.resolve(path))
                    .header("authorization", "Bearer " + token)
                    .header("content-type", "application/octet-stream")
                    .PUT(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(204);
  }

  /** What the services log, and what is on the topics, whose segments are called logs, too. */
  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    Files.walkFileTree(
        hive.home().dir(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".log")) {
              all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            // The stack runs on, and its temporary files come and go.
            return FileVisitResult.CONTINUE;
          }
        });
    return all.toString();
  }
}
