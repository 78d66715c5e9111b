package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.local.FreePorts;
import io.nexushive.local.client.GatewayException;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people connect to themselves can be asked, by them and by nobody else. */
@ExtendWith(HiveExtension.class)
class ConnectionsIT {
  private static final String QUESTION = "Total amount of orders by region";
  private static final Map<String, BigDecimal> BY_REGION =
      Map.of("North", new BigDecimal("30.75"), "South", new BigDecimal("12.5"));

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

  private static void assertByRegion(Asked asked) {
    assertThat(byRegion(asked)).isEqualTo(BY_REGION);
  }

  @Test
  void aPostgresServerOfOnesOwn() throws IOException {
    Connected shop =
        Connected.make(
            hive,
            "analyst",
            "postgres",
            Shop.local(
                warehouse.port(),
                Map.of("database", LocalPostgres.DATABASE, "user", Role.NEXUS_GATEWAY.roleName())),
            warehouse.password(Role.NEXUS_GATEWAY));
    JsonNode test = shop.test();
    assertThat(test.path("passed").asBoolean()).as("%s", test).isTrue();
    assertThat(test.path("findings").toString())
        .as("the login owns its tables")
        .contains("may change rows");

    assertByRegion(shop.ask(QUESTION));

    for (String other : List.of("steward", "viewer")) {
      assertThatThrownBy(() -> new Connected(hive, other, shop.id()).detail())
          .isInstanceOf(GatewayException.class);
      assertThatThrownBy(() -> shop.ask(other, QUESTION)).isInstanceOf(GatewayException.class);
    }
    assertThat(logs()).doesNotContain(warehouse.password(Role.NEXUS_GATEWAY));
  }

  @Test
  void anUploadedFileIsAskedAndReplacedByOneThatFitsOnly() throws Exception {
    String orders = "Order;Region;Amount\n1;North;10.25\n2;North;20.50\n3;South;12.50\n";
    String upload = upload(orders);
    JsonNode seen = hive.as("analyst").post(upload + "/preview", Map.of("file_name", "orders.csv"));
    assertThat(seen.path("columns").toString()).contains("region", "decimal");
    JsonNode made = finish(upload, seen, "name", "Orders");
    assertThat(made.path("rows").asInt()).isEqualTo(3);
    Connected file = new Connected(hive, "analyst", made.path("connection_id").asText());
    file.awaitTables();
    Asked asked = file.ask(QUESTION);
    assertByRegion(asked);
    assertThat(file.audited(asked).path("row_count").asInt()).isEqualTo(2);

    String later = upload(orders.replace("South;12.50", "West;7.25"));
    finish(later, seen, "connection_id", file.id());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(byRegion(file.ask(QUESTION))).containsKey("West"));
    Map<String, BigDecimal> replaced = byRegion(file.ask(QUESTION));
    assertThat(replaced)
        .isEqualTo(Map.of("North", new BigDecimal("30.75"), "West", new BigDecimal("7.25")));

    String bad = upload(orders.replace("20.50", "much"));
    assertThatThrownBy(() -> finish(bad, seen, "connection_id", file.id()))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(422));
    assertThat(byRegion(file.ask(QUESTION))).as("the earlier file stays").isEqualTo(replaced);
  }

  private String upload(String csv) throws Exception {
    JsonNode begun = hive.as("analyst").post("/api/connections/import/csv", Map.of());
    String upload = "/api/connections/import/csv/" + begun.path("upload_id").asText();
    put(upload + "/parts/0", csv);
    return upload;
  }

  /** Makes a connection of an upload, or puts it in the place of an earlier one. */
  private JsonNode finish(String upload, JsonNode seen, String target, String value) {
    return hive.as("analyst")
        .post(
            upload + "/finish",
            Map.of(
                target,
                value,
                "table",
                seen.path("table"),
                "format",
                seen.path("format"),
                "columns",
                seen.path("columns")));
  }

  private static Map<String, BigDecimal> byRegion(Asked asked) {
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("answered");
    return Figures.exact(asked.rows());
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
