package io.nexushive.executor.warehouse.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.fetched.DeclaredTable;
import io.nexushive.executor.warehouse.fetched.FetchScope;
import io.nexushive.executor.warehouse.fetched.HttpReader;
import io.nexushive.executor.warehouse.fetched.Names;
import io.nexushive.executor.warehouse.fetched.Pages;
import io.nexushive.executor.warehouse.fetched.RowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lists and reads tools and resources, in a session for each reading. */
final class McpSource implements RowSource {
  private static final int LONGEST_COMMENT = 300;

  private final HttpReader http;
  private final Optional<List<DeclaredTable>> declared;

  McpSource(HttpReader http, Optional<List<DeclaredTable>> declared) {
    this.http = http;
    this.declared = declared;
  }

  @Override
  public String product() {
    return "MCP server " + http.destination().name();
  }

  @Override
  public List<DeclaredTable> tables(FetchScope scope) {
    return declared.orElseGet(() -> discovered(scope));
  }

  private List<DeclaredTable> discovered(FetchScope scope) {
    List<DeclaredTable> tables = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    try (McpSession session = McpSession.open(http, scope)) {
      for (JsonNode tool : session.tools()) {
        if (onlyReads(tool) && takesNothing(tool)) {
          String name = tool.path("name").asText();
          tables.add(table(Names.plain(name, taken), tool, name, null));
        }
      }
      for (JsonNode resource : session.resources()) {
        if (resource.path("mimeType").asText().equals("application/json")) {
          String name = Names.plain(resource.path("name").asText(), taken);
          tables.add(table(name, resource, null, resource.path("uri").asText()));
        }
      }
    }
    return List.copyOf(tables);
  }

  private static boolean onlyReads(JsonNode tool) {
    return tool.at("/annotations/readOnlyHint").asBoolean(false);
  }

  /** One that takes arguments may give a part of its rows without them. */
  private static boolean takesNothing(JsonNode tool) {
    return tool.at("/inputSchema/properties").isEmpty();
  }

  private static DeclaredTable table(String name, JsonNode of, String tool, String resource) {
    String text = of.path("description").asText("").strip();
    String comment =
        text.length() > LONGEST_COMMENT ? text.substring(0, LONGEST_COMMENT) + "…" : text;
    return new DeclaredTable(
        name,
        comment.isEmpty() ? null : comment,
        null,
        tool,
        resource,
        Map.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  @Override
  public void fetch(DeclaredTable table, Predicate<List<JsonNode>> pages, FetchScope scope) {
    try (McpSession session = McpSession.open(http, scope)) {
      Pages.walk(
          table,
          page -> {
            if (table.resource() != null) {
              return new Pages.Answer(session.read(table.resource()), null);
            }
            Map<String, JsonNode> arguments = new HashMap<>(table.parameters());
            arguments.putAll(page.parameters());
            return new Pages.Answer(session.call(table.tool(), arguments), null);
          },
          pages,
          scope);
    }
  }
}
