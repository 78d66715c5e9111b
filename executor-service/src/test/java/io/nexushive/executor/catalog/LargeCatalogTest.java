package io.nexushive.executor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Ten thousand tables in one connection. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "executor"))
class LargeCatalogTest {
  private static final int TABLES = 10_000;
  private static final int LARGEST_MESSAGE = 1024 * 1024;
  private static final ConnectionId ID = new ConnectionId("large");

  Stack stack;

  @Inject ExecutorConfig config;
  @Inject CatalogView view;

  @Test
  void isReadWithinAMinuteInMessagesThatAreNotTooLarge() throws Exception {
    Path file = Files.createDirectories(config.dataDir()).resolve("large.sqlite");
    Files.deleteIfExists(file);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < TABLES; i++) {
        statement.execute(
            "CREATE TABLE a_table_with_quite_a_long_name_like_those_of_warehouses_%05d".formatted(i)
                + " (id INTEGER PRIMARY KEY, name TEXT, amount NUMERIC, ordered DATE)");
      }
      connection.commit();
    }
    ConnectionChanged large =
        new ConnectionChanged(
                ID,
                new TenantId("default"),
                "Large",
                "sqlite",
                Map.of("file", "large.sqlite"),
                null,
                null,
                false,
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));

    long start = System.nanoTime();
    stack.say(EventType.CONNECTION_CHANGED, ServiceName.GATEWAY, ID.value(), large);
    Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> view.catalog(ID).isPresent());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("catalogue of %d tables read in %d ms%n", TABLES, took.toMillis());

    assertThat(view.catalog(ID))
        .map(Catalog::tables)
        .hasValueSatisfying(t -> assertThat(t).hasSize(TABLES));
    assertThat(took).isLessThan(Duration.ofSeconds(60));
    int largest =
        stack.read(EventType.CATALOG_CHANGED.topic(), r -> r.value() != null).stream()
            .mapToInt(r -> r.value().length)
            .max()
            .orElseThrow();
    assertThat(largest).isLessThan(LARGEST_MESSAGE);
  }
}
