package io.nexushive.policy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One line of a file of queries: {@code sql}, {@code role} or {@code roles}, and as far as they
 * matter {@code id}, {@code dialect}, {@code subject} and {@code attributes}.
 *
 * @param dialect {@code null} for that of the catalogue
 */
record RecordedQuery(JsonNode id, Dialect dialect, String sql, Asker asker) {

  /**
   * All queries of a file with a JSON object a line.
   *
   * @throws IllegalArgumentException when a line is no such object; the message names it
   */
  static List<RecordedQuery> all(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<RecordedQuery> queries = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          queries.add(of(Json.mapper().readTree(lines.get(i)), i + 1));
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
          throw new IllegalArgumentException(
              file + " line " + (i + 1) + ": " + e.getMessage().lines().findFirst().orElse(""), e);
        }
      }
    }
    return queries;
  }

  private static RecordedQuery of(JsonNode line, int number) {
    if (!line.path("sql").isTextual()) {
      throw new IllegalArgumentException("sql is missing");
    }
    TreeSet<String> roles = new TreeSet<>();
    line.path("roles").forEach(role -> roles.add(role.asText()));
    if (line.hasNonNull("role")) {
      roles.add(line.path("role").asText());
    }
    TreeMap<String, List<String>> attributes = new TreeMap<>();
    line.path("attributes")
        .fields()
        .forEachRemaining(
            field -> {
              List<String> values = new ArrayList<>();
              field.getValue().forEach(value -> values.add(value.asText()));
              attributes.put(field.getKey(), values);
            });
    return new RecordedQuery(
        line.hasNonNull("id") ? line.get("id") : Json.mapper().valueToTree(number),
        line.hasNonNull("dialect") ? Dialect.of(line.path("dialect").asText()) : null,
        line.path("sql").asText(),
        new Asker(line.path("subject").asText("recorded"), roles, attributes));
  }
}
