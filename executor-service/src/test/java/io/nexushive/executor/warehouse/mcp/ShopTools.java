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
  ToolResponse orders(
      @ToolArg(description = "where to go on", defaultValue = ShopRows.FIRST_CURSOR)
          String cursor) {
    CALLS.add("list-orders " + cursor);
    return ToolResponse.success(ShopRows.orders(cursor));
  }

  @Tool(name = "clear-stock")
  ToolResponse clear() {
    CALLS.add("clear-stock");
    return ToolResponse.success("[{\"cleared\":true}]");
  }

  @Resource(uri = McpShop.PAID, name = "paid orders", mimeType = "application/json")
  TextResourceContents paid() {
    return TextResourceContents.create(McpShop.PAID, ShopRows.list(ShopRows.PAID_ORDERS));
  }

  @Resource(uri = "shop://readme", name = "readme", mimeType = "text/plain")
  TextResourceContents readme() {
    return TextResourceContents.create("shop://readme", "A shop.");
  }
}
