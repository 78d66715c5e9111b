package io.nexushive.executor.warehouse.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.model.id.ConnectionId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the protocol allows and the server of {@link McpAdapterTest} does not do. */
class McpSessionTest {
  private static final String COLUMNS = ",\"columns\":[{\"name\":\"id\",\"type\":\"integer\"}]}";
  private static final String TABLES =
      "[{\"name\":\"stock\",\"tool\":\"stock\""
          + COLUMNS
          + ",{\"name\":\"failing\",\"tool\":\"failing\""
          + COLUMNS
          + "]";

  private final Watchdog watchdog = new Watchdog();
  private McpServer server;
  private Warehouse warehouse;

  @BeforeEach
  void start() throws IOException {
    server =
        new McpServer(
            Map.of(
                "stock",
                arguments ->
                    "{\"content\":[],\"structuredContent\":{\"items\":[{\"id\":7},{\"id\":8}]}}",
                "failing",
                arguments ->
                    "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no\"}]}"),
            Map.of());
    warehouse =
        new McpAdapter(
                TestConfig.of(
                    Map.of("allowed-hosts", "127.0.0.1", "fetch.private-hosts", "127.0.0.1")),
                watchdog)
            .connect(
                new ConnectionSettings(new ConnectionId("shop"), server.settings(TABLES), null));
  }

  @AfterEach
  void stop() {
    warehouse.close();
    server.close();
    watchdog.close();
  }

  @Test
  void readsStructuredContentFromAStreamWithinASession() {
    assertThat(warehouse.scalar("SELECT SUM(id) FROM stock", Duration.ofSeconds(20)))
        .hasValueSatisfying(sum -> assertThat(sum.asInt()).isEqualTo(15));
    assertThat(server.heard())
        .containsExactly(
            "initialize null", "notifications/initialized s1", "tools/call s1", "DELETE s1");
  }

  @Test
  void aToolThatSaysItFailedIsNoTable() {
    assertThatThrownBy(() -> warehouse.scalar("SELECT * FROM failing", Duration.ofSeconds(20)))
        .isInstanceOf(WarehouseException.class)
        .extracting(e -> ((WarehouseException) e).problem())
        .isEqualTo(Problem.UNREACHABLE);
  }
}
