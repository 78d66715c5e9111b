package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.warehouse.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A shop in a folder with a Parquet and a CSV file. */
public final class DuckDbFiles implements Shop {
  private static final String FOLDER = "shop-files";

  /**
   * @param data the executor's data folder
   */
  public DuckDbFiles(Path data) throws SQLException, IOException {
    Path folder = Files.createDirectories(data.resolve(FOLDER));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : DuckDbEngine.TABLES) {
        statement.execute(sql);
      }
      statement.execute(
          "COPY (FROM orders WHERE status IS NOT NULL) TO '"
              + folder.resolve("orders.parquet")
              + "'");
      statement.execute("COPY shops TO '" + folder.resolve("shops.csv") + "' (HEADER)");
    }
  }

  @Override
  public String kind() {
    return "duckdb";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("file", FOLDER);
  }

  @Override
  public String secret() {
    return null;
  }

  @Override
  public void close() {}
}
