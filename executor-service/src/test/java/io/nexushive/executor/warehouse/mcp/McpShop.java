package io.nexushive.executor.warehouse.mcp;

import io.nexushive.executor.warehouse.fetched.ShopRows;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A shop in an MCP server: two tools, one of them in pages, and a resource. */
public final class McpShop implements Shop {
  /** The resource of the paid orders. */
  static final String PAID = "shop://paid";

  /** The tables as settings declare them, here and where {@link ShopTools} are the server. */
  static final String TABLES =
      ShopRows.tables(
          "\"tool\":\"list-shops\"",
          "\"tool\":\"list-orders\",\"rows\":\"/orders\",\"paging\":{\"kind\":\"cursor\","
              + "\"parameter\":\"cursor\",\"next\":\"/next\"}",
          "\"resource\":\"" + PAID + "\"");

  private final McpServer server;

  public McpShop() throws IOException {
    server =
        new McpServer(
            Map.of(
                "list-shops",
                arguments -> content("content", ShopRows.SHOPS),
                "list-orders",
                arguments ->
                    content(
                        "content",
                        List.of(
                            ShopRows.orders(
                                arguments.path("cursor").asText(ShopRows.FIRST_CURSOR))))),
            Map.of(PAID, content("contents", List.of(ShopRows.list(ShopRows.PAID_ORDERS)))));
  }

  private static String content(String name, List<String> texts) {
    return Json.tree(
            Map.of(
                name,
                texts.stream().map(t -> Map.of("type", "text", "uri", PAID, "text", t)).toList()))
        .toString();
  }

  @Override
  public String kind() {
    return "mcp";
  }

  @Override
  public Map<String, String> settings() {
    return server.settings(TABLES);
  }

  @Override
  public String secret() {
    return null;
  }

  @Override
  public void close() {
    server.close();
  }
}
