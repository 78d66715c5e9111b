package io.nexushive.executor.warehouse.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.fetched.FetchScope;
import io.nexushive.executor.warehouse.fetched.HttpReader;
import io.nexushive.model.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A session with an MCP server over streamable HTTP, with the few requests that reading needs. It
 * offers the server nothing: no roots, no sampling, no elicitation.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-06-18/basic/transports">the
 *     transport</a>
 */
final class McpSession implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(McpSession.class);
  private static final String VERSION = "2025-06-18";
  private static final Set<String> VERSIONS = Set.of("2025-03-26", VERSION, "2025-11-25");
  private static final String SESSION = "Mcp-Session-Id";
  private static final int NO_SUCH_METHOD = -32601;
  private static final int BAD_PARAMETERS = -32602;
  private static final int NO_SUCH_RESOURCE = -32002;

  private final HttpReader http;
  private final FetchScope scope;
  private String id;
  private String version;
  private JsonNode capabilities;
  private int requests;

  private McpSession(HttpReader http, FetchScope scope) {
    this.http = http;
    this.scope = scope;
  }

  /**
   * Begins a session.
   *
   * @throws WarehouseException when there is no server that speaks a version known here
   */
  static McpSession open(HttpReader http, FetchScope scope) {
    McpSession session = new McpSession(http, scope);
    JsonNode hello =
        session.request(
            "initialize",
            Map.of(
                "protocolVersion",
                VERSION,
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.of("name", "nexus-hive", "version", "1")));
    session.version = hello.path("protocolVersion").asText();
    session.capabilities = hello.path("capabilities");
    if (!VERSIONS.contains(session.version)) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    session.send(
        Map.of("jsonrpc", "2.0", "method", "notifications/initialized"), (response, body) -> null);
    return session;
  }

  /** What tools there are. */
  List<JsonNode> tools() {
    return listed("tools");
  }

  /** What resources there are. */
  List<JsonNode> resources() {
    return listed("resources");
  }

  private List<JsonNode> listed(String what) {
    List<JsonNode> all = new ArrayList<>();
    if (!capabilities.has(what)) {
      return all;
    }
    Set<String> seen = new HashSet<>();
    Map<String, Object> parameters = Map.of();
    while (true) {
      JsonNode result = request(what + "/list", parameters);
      result.path(what).forEach(all::add);
      String next = result.path("nextCursor").asText("");
      if (next.isEmpty()) {
        return all;
      }
      if (!seen.add(next)) {
        throw new WarehouseException(Problem.BAD_DATA);
      }
      parameters = Map.of("cursor", next);
    }
  }

  /** What a tool answers, as JSON. */
  JsonNode call(String tool, Map<String, JsonNode> arguments) {
    JsonNode result = request("tools/call", Map.of("name", tool, "arguments", arguments));
    if (result.path("isError").asBoolean(false)) {
      throw new WarehouseException(Problem.UNREACHABLE);
    }
    JsonNode structured = result.path("structuredContent");
    return structured.isContainerNode() ? structured : McpContent.json(result.path("content"));
  }

  /** What a resource holds, as JSON. */
  JsonNode read(String uri) {
    return McpContent.json(request("resources/read", Map.of("uri", uri)).path("contents"));
  }

  private JsonNode request(String method, Map<String, ?> parameters) {
    int number = ++requests;
    JsonNode answer =
        send(
            Map.of("jsonrpc", "2.0", "id", number, "method", method, "params", parameters),
            (response, body) -> {
              response.headers().firstValue(SESSION).ifPresent(session -> id = session);
              String type = response.headers().firstValue("Content-Type").orElse("");
              return type.startsWith("text/event-stream")
                  ? McpContent.answer(body, number)
                  : McpContent.message(body);
            });
    if (answer.has("error")) {
      int code = answer.at("/error/code").asInt();
      boolean asked = code == NO_SUCH_METHOD || code == BAD_PARAMETERS || code == NO_SUCH_RESOURCE;
      throw new WarehouseException(asked ? Problem.MISCONFIGURED : Problem.UNREACHABLE);
    }
    if (answer.path("id").asInt() != number || !answer.path("result").isObject()) {
      throw new WarehouseException(Problem.BAD_DATA);
    }
    return answer.path("result");
  }

  private <T> T send(Map<String, ?> message, HttpReader.BodyReader<T> reader) {
    HttpRequest request =
        builder()
            .header("Accept", "application/json, text/event-stream")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(message)))
            .build();
    return http.send(request, scope, reader);
  }

  private HttpRequest.Builder builder() {
    HttpRequest.Builder request = http.request(http.destination().base(), scope);
    if (version != null) {
      request.header("MCP-Protocol-Version", version);
    }
    if (id != null) {
      request.header(SESSION, id);
    }
    return request;
  }

  @Override
  public void close() {
    if (id == null) {
      return;
    }
    try {
      http.send(builder().DELETE().build(), scope, (response, body) -> null);
    } catch (WarehouseException e) {
      // Servers may keep sessions to themselves; they age there.
      LOG.debug("session was not ended", e);
    }
  }
}
