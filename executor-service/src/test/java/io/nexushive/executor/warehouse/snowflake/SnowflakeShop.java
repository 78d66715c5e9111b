package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.executor.warehouse.snowflake.SnowflakeDouble.Grant;
import io.nexushive.executor.warehouse.snowflake.SnowflakeDouble.User;
import io.nexushive.executor.warehouse.testing.Jwt;
import io.nexushive.executor.warehouse.testing.Shop;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A shop in the double of Snowflake: a reader, one with a key, and one that may do more. */
public final class SnowflakeShop implements Shop {
  private final DuckDbEngine engine;
  private final SnowflakeDouble service;
  private final KeyPair robot = Jwt.keys();

  /**
   * @param folder for the engine's file, of its own
   */
  public SnowflakeShop(Path folder) throws Exception {
    List<String> setup = new ArrayList<>(SnowflakeDouble.catalogue());
    DuckDbEngine.TABLES.forEach(sql -> setup.add(SnowflakeSql.folded(sql)));
    engine = new DuckDbEngine(folder.resolve("shop.duckdb"), setup);
    service =
        new SnowflakeDouble(
            engine,
            List.of(
                new User("READER", "r", null, List.of("READER_ROLE", "PUBLIC")),
                new User("ROBOT", null, robot.getPublic(), List.of("READER_ROLE", "PUBLIC")),
                new User("WRITER", "w", null, List.of("WRITER_ROLE", "PUBLIC", "SYSADMIN"))),
            Map.of(
                "READER_ROLE",
                List.of(
                    new Grant("USAGE", "DATABASE", "SHOP"),
                    new Grant("USAGE", "SCHEMA", "SHOP.PUBLIC"),
                    new Grant("USAGE", "WAREHOUSE", "SMALL"),
                    new Grant("SELECT", "TABLE", "SHOP.PUBLIC.ORDERS"),
                    new Grant("USAGE", "ROLE", "PUBLIC")),
                "WRITER_ROLE",
                List.of(
                    new Grant("SELECT", "TABLE", "SHOP.PUBLIC.ORDERS"),
                    new Grant("USAGE", "ROLE", "LOADER")),
                "LOADER",
                List.of(
                    new Grant("INSERT", "TABLE", "SHOP.PUBLIC.ORDERS"),
                    new Grant("CREATE TABLE", "SCHEMA", "SHOP.PUBLIC"),
                    new Grant("USAGE", "PROCEDURE", "SHOP.PUBLIC.WIPE()"))));
  }

  SnowflakeDouble service() {
    return service;
  }

  /** The private key of the user {@code robot}. */
  String robotKey() {
    return Jwt.pem(robot);
  }

  @Override
  public String kind() {
    return "snowflake";
  }

  @Override
  public Map<String, String> settings() {
    return Shop.local(
        service.port(),
        Map.of(
            "account",
            "shop",
            "database",
            "SHOP",
            "warehouse",
            "SMALL",
            "role",
            "READER_ROLE",
            "user",
            "reader"));
  }

  @Override
  public String secret() {
    return "r";
  }

  @Override
  public void close() throws Exception {
    service.close();
    engine.close();
  }
}
