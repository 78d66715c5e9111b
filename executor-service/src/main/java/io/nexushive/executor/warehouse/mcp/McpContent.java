package io.nexushive.executor.warehouse.mcp;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Finds the JSON in what a server sends. */
final class McpContent {
  private McpContent() {}

  /** A body that is one message. */
  static JsonNode message(InputStream body) throws IOException {
    try {
      return Json.mapper().readTree(body);
    } catch (JacksonException e) {
      throw new WarehouseException(Problem.BAD_DATA, null, e);
    }
  }

  /**
   * The answer to request {@code number} in a stream of server-sent events; what else the server
   * has to say is left aside.
   */
  static JsonNode answer(InputStream body, int number) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        data.append(line.substring("data:".length())).append('\n');
      } else if (line.isEmpty() && data.length() > 0) {
        JsonNode message = parsed(data.toString());
        if (message.path("id").asInt() == number && !message.has("method")) {
          return message;
        }
        data.setLength(0);
      }
    }
    throw new WarehouseException(Problem.BAD_DATA);
  }

  /** The JSON in the texts of {@code items}; several are taken as a list of what they hold. */
  static JsonNode json(JsonNode items) {
    ArrayNode found = Json.mapper().createArrayNode();
    for (JsonNode item : items) {
      if (!item.path("text").isTextual()) {
        throw new WarehouseException(Problem.BAD_DATA);
      }
      found.add(parsed(item.path("text").textValue()));
    }
    return found.size() == 1 ? found.get(0) : found;
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JacksonException e) {
      throw new WarehouseException(Problem.BAD_DATA, null, e);
    }
  }
}
