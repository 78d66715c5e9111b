package io.nexushive.executor.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.demo.DemoLoader;
import io.nexushive.executor.demo.DemoWarehouse;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.sqlite.SqliteAdapter;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the demonstration's tables hold: for each the number of its rows and a digest of them. */
public final class Checksums {
  private static final Duration SOON = Duration.ofSeconds(30);

  private Checksums() {}

  /** Of the demonstration that comes with the installation. */
  public static Map<String, String> ofDemo(Path folder, LocalDate anchor, Watchdog watchdog)
      throws Exception {
    new DemoWarehouse(folder).ensure(anchor);
    ConnectionSettings settings =
        new ConnectionSettings(new ConnectionId("demo"), Map.of("file", DemoWarehouse.FILE), null);
    try (Warehouse sqlite =
        new SqliteAdapter(new ConfinedFiles(folder), watchdog).connect(settings)) {
      return of(sqlite);
    }
  }

  public static Map<String, String> of(Warehouse warehouse) throws Exception {
    Map<String, String> sums = new TreeMap<>();
    for (String table : DemoLoader.tables()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      AtomicInteger rows = new AtomicInteger();
      warehouse.execute(
          new Query("SELECT * FROM " + table + " ORDER BY 1", SOON, QueryTag.NONE),
          row -> {
            digest.update(Json.bytes(plain(row)));
            rows.incrementAndGet();
            return true;
          },
          new CancelSignal());
      sums.put(table, rows + " " + HexFormat.of().formatHex(digest.digest()));
    }
    return sums;
  }

  private static List<String> plain(List<JsonNode> row) {
    return row.stream().map(JsonNode::asText).toList();
  }
}
