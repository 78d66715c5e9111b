package io.nexushive.executor.warehouse.postgres;

import io.nexushive.executor.warehouse.testing.Shop;
import java.nio.file.Path;
import java.util.Map;

/** A shop in a real PostgreSQL. */
public final class PostgresShop implements Shop {
  public static final String DATABASE = "shop";

  private final PostgresServer server;

  public PostgresShop(Path folder) throws Exception {
    server = new PostgresServer(folder);
    server.run(
        PostgresServer.DATABASE, "CREATE DATABASE shop", "CREATE ROLE reader LOGIN PASSWORD 'r'");
    server.run(
        DATABASE,
        "REVOKE ALL ON DATABASE shop FROM PUBLIC",
        "GRANT CONNECT ON DATABASE shop TO reader",
        "CREATE TABLE shops (id integer PRIMARY KEY, name varchar(40) UNIQUE)",
        "COMMENT ON TABLE shops IS 'Where we sell'",
        "CREATE TABLE orders (id integer PRIMARY KEY, shop_id integer REFERENCES shops, amount"
            + " numeric(12,2), big bigint, ratio double precision, ordered date, created timestamp,"
            + " paid boolean, status varchar(20), payload bytea)",
        "CREATE VIEW paid_orders AS SELECT id, amount FROM orders WHERE paid",
        "INSERT INTO shops VALUES (1, 'North'), (2, 'South')",
        "INSERT INTO orders VALUES (1, 1, 10.50, 9007199254740993, 0.1, '2025-01-31', '2025-01-31"
            + " 08:05:00', true, 'paid', '\\x00ff')",
        "INSERT INTO orders VALUES (2, 2, 1234567.80, -5, 2.5, '2025-12-01', '2025-12-01"
            + " 23:59:59', false, 'open', '')",
        "INSERT INTO orders (id) VALUES (3)",
        "GRANT USAGE ON SCHEMA public TO reader",
        "GRANT SELECT ON shops, orders, paid_orders TO reader");
  }

  /** What it runs on. */
  public PostgresServer server() {
    return server;
  }

  @Override
  public String kind() {
    return "postgres";
  }

  @Override
  public Map<String, String> settings() {
    return Shop.local(server.port(), Map.of("database", DATABASE, "user", "reader"));
  }

  @Override
  public String secret() {
    return "r";
  }

  @Override
  public void close() {
    server.close();
  }
}
