package io.nexushive.executor.warehouse.mcp;

import io.nexushive.executor.warehouse.fetched.ShopRows;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A shop as an MCP server has it. */
@Singleton
public class ShopTools {
  /** The tools that were called. */
  static final ConcurrentLinkedQueue<String> CALLS = new ConcurrentLinkedQueue<>();

  /** One row in each item of the content. */
  @Tool(
      name = "list-shops",
      description = "Where we sell",
      annotations = @Tool.Annotations(readOnlyHint = true))
  ToolResponse shops() {
    CALLS.add("list-shops");
    return ToolResponse.success(ShopRows.SHOPS.stream().map(TextContent::new).toList());
  }

  /** Pages of one order each. */
  @Tool(name = "list-orders", annotations = @Tool.Annotations(readOnlyHint = true))
  ToolResponse orders(@ToolArg(description = "where to go on", defaultValue = "x0") String cursor) {
    CALLS.add("list-orders " + cursor);
    int at = Integer.parseInt(cursor.substring(1));
    String next = at + 1 < ShopRows.ORDERS.size() ? "\"x" + (at + 1) + "\"" : "null";
    return ToolResponse.success(
        "{\"orders\":[" + ShopRows.ORDERS.get(at) + "],\"next\":" + next + "}");
  }

  @Tool(name = "clear-stock")
  ToolResponse clear() {
    CALLS.add("clear-stock");
    return ToolResponse.success("[{\"cleared\":true}]");
  }

  @Resource(uri = "shop://paid", name = "paid orders", mimeType = "application/json")
  TextResourceContents paid() {
    return TextResourceContents.create(
        "shop://paid", "[" + String.join(",", ShopRows.PAID_ORDERS) + "]");
  }

  @Resource(uri = "shop://readme", name = "readme", mimeType = "text/plain")
  TextResourceContents readme() {
    return TextResourceContents.create("shop://readme", "A shop.");
  }
}
