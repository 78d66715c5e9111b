package io.nexushive.executor.warehouse.databricks;

import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.executor.warehouse.testing.Shop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A shop in the double of Databricks: a reader, and one that may do more. */
public final class DatabricksShop implements Shop {
  static final String WRITER_TOKEN = "dapi-w";

  private final DuckDbEngine engine;
  private final DatabricksDouble service;

  /**
   * @param folder for the engine's file, of its own
   */
  public DatabricksShop(Path folder) throws Exception {
    List<String> setup = new ArrayList<>(DatabricksDouble.catalogue());
    setup.addAll(DuckDbEngine.TABLES);
    engine = new DuckDbEngine(folder.resolve("shop.duckdb"), setup);
    service = new DatabricksDouble(engine, Map.of(secret(), "reader", WRITER_TOKEN, "writer"));
  }

  DatabricksDouble service() {
    return service;
  }

  @Override
  public String kind() {
    return "databricks";
  }

  @Override
  public Map<String, String> settings() {
    return Shop.local(
        service.port(),
        Map.of(
            "http_path", "/sql/1.0/warehouses/" + DatabricksDouble.WAREHOUSE, "catalog", "shop"));
  }

  @Override
  public String secret() {
    return "dapi-r";
  }

  @Override
  public void close() throws Exception {
    service.close();
    engine.close();
  }
}
