package io.nexushive.executor.warehouse.mysql;

import io.nexushive.executor.warehouse.testing.Shop;
import java.nio.file.Path;
import java.util.Map;

/** A shop in a real MariaDB. */
public final class MariaDbShop implements Shop {
  private final MariaDbServer server;

  private MariaDbShop(MariaDbServer server) {
    this.server = server;
  }

  /** Starts it, or skips the test where there are no binaries for this machine. */
  public static MariaDbShop open(Path folder) throws Exception {
    MariaDbServer server = MariaDbServer.start(folder);
    server.run(
        "REVOKE ALL ON test.* FROM PUBLIC",
        "REVOKE ALL ON `test\\_%`.* FROM PUBLIC",
        "CREATE DATABASE shop",
        "CREATE TABLE shop.shops (id integer PRIMARY KEY, name varchar(40) UNIQUE) COMMENT 'Where"
            + " we sell'",
        "CREATE TABLE shop.orders (id integer PRIMARY KEY, shop_id integer, amount decimal(12,2),"
            + " big bigint, ratio double, ordered date, created datetime, paid boolean, status"
            + " varchar(20), payload varbinary(20), FOREIGN KEY (shop_id) REFERENCES shops (id))",
        "CREATE VIEW shop.paid_orders AS SELECT id, amount FROM shop.orders WHERE paid",
        "INSERT INTO shop.shops VALUES (1, 'North'), (2, 'South')",
        "INSERT INTO shop.orders VALUES (1, 1, 10.50, 9007199254740993, 0.1, '2025-01-31',"
            + " '2025-01-31 08:05:00', true, 'paid', x'00ff')",
        "INSERT INTO shop.orders VALUES (2, 2, 1234567.80, -5, 2.5, '2025-12-01', '2025-12-01"
            + " 23:59:59', false, 'open', '')",
        "INSERT INTO shop.orders (id) VALUES (3)",
        "CREATE USER reader IDENTIFIED BY 'r'",
        "GRANT SELECT, SHOW VIEW ON shop.* TO reader");
    return new MariaDbShop(server);
  }

  MariaDbServer server() {
    return server;
  }

  @Override
  public String kind() {
    return "mariadb";
  }

  @Override
  public Map<String, String> settings() {
    return Shop.local(server.port(), Map.of("database", "shop", "user", "reader"));
  }

  @Override
  public String secret() {
    return "r";
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
