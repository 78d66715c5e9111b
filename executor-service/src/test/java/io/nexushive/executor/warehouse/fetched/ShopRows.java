package io.nexushive.executor.warehouse.fetched;

import java.util.List;

/** The contract's rows and columns as a server without SQL has them. */
public final class ShopRows {
  public static final List<String> SHOPS =
      List.of("{\"id\":1,\"name\":\"North\"}", "{\"id\":2,\"name\":\"South\"}");

  public static final List<String> ORDERS =
      List.of(
          "{\"id\":1,\"shop\":{\"id\":1},\"amount\":10.50,\"big\":9007199254740993,\"ratio\":0.1,"
              + "\"ordered\":\"2025-01-31\",\"created\":\"2025-01-31T08:05:00\",\"paid\":true,"
              + "\"status\":\"paid\",\"payload\":\"AP8=\"}",
          "{\"id\":2,\"shop\":{\"id\":2},\"amount\":\"1234567.80\",\"big\":-5,\"ratio\":2.5,"
              + "\"ordered\":\"2025-12-01\",\"created\":\"2025-12-01 23:59:59\",\"paid\":false,"
              + "\"status\":\"open\",\"payload\":\"\"}",
          "{\"id\":3,\"amount\":null}");

  public static final List<String> PAID_ORDERS = List.of("{\"id\":1,\"amount\":10.50}");

  /** Where pages of one order each begin. */
  public static final String FIRST_CURSOR = "x0";

  private ShopRows() {}

  /** The one order that {@code cursor} stands for, and the cursor of the next. */
  public static String orders(String cursor) {
    int at = Integer.parseInt(cursor.substring(1));
    String next = at + 1 < ORDERS.size() ? "\"x" + (at + 1) + "\"" : "null";
    return "{\"orders\":[" + ORDERS.get(at) + "],\"next\":" + next + "}";
  }

  /** The rows as one list. */
  public static String list(List<String> rows) {
    return "[" + String.join(",", rows) + "]";
  }

  /**
   * The three tables as settings.
   *
   * @param shops where the first comes from: fields of JSON
   */
  public static String tables(String shops, String orders, String paidOrders) {
    return "["
        + table("shops", shops, column("id", "integer") + "," + column("name", "string"))
        + ","
        + table(
            "orders",
            orders
                + ",\"references\":[{\"columns\":[\"shop_id\"],\"table\":\"shops\",\"key\":"
                + "[\"id\"]}]",
            column("id", "integer")
                + ",{\"name\":\"shop_id\",\"type\":\"integer\",\"at\":\"/shop/id\"},"
                + column("amount", "decimal(12,2)")
                + ","
                + column("big", "integer")
                + ","
                + column("ratio", "float")
                + ","
                + column("ordered", "date")
                + ","
                + column("created", "timestamp")
                + ","
                + column("paid", "boolean")
                + ","
                + column("status", "string")
                + ","
                + column("payload", "binary"))
        + ","
        + table(
            "paid_orders",
            paidOrders,
            column("id", "integer") + "," + column("amount", "decimal(12,2)"))
        + "]";
  }

  private static String table(String name, String source, String columns) {
    return "{\"name\":\""
        + name
        + "\",\"key\":[\"id\"],"
        + source
        + ",\"columns\":["
        + columns
        + "]}";
  }

  private static String column(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\"}";
  }
}
