package io.nexushive.translator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import io.nexushive.translator.parser.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a question set.
 *
 * @param hardness as the set says, {@code -} where it does not
 */
record EvalQuestion(String id, String db, String text, String goldSql, String hardness) {

  /**
   * @throws IOException when the file cannot be read or a line is no question; it names the line
   */
  static List<EvalQuestion> read(Path file, int limit) throws IOException {
    List<EvalQuestion> questions = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank() && questions.size() < limit) {
        questions.add(of(line, file + ":" + number));
      }
    }
    return questions;
  }

  private static EvalQuestion of(String line, String place) throws IOException {
    JsonNode json;
    try {
      json = Json.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(place + " is no JSON: " + e.getOriginalMessage(), e);
    }
    for (String field : List.of("id", "db", "question", "gold_sql")) {
      if (!json.hasNonNull(field)) {
        throw new IOException(place + " has no " + field);
      }
    }
    return new EvalQuestion(
        json.get("id").asText(),
        json.get("db").asText(),
        json.get("question").asText(),
        json.get("gold_sql").asText(),
        json.path("hardness").asText("-"));
  }

  /**
   * The line of a prediction file for what was made of question {@code id}.
   *
   * @param findings what the parser's check found, by which its confidence can be understood
   */
  static String prediction(String id, Outcome outcome, Map<String, Double> findings)
      throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", id);
    if (outcome instanceof Outcome.Translated answer) {
      line.put("sql", answer.sql());
      line.put("confidence", answer.plan().confidence());
    } else {
      line.put("abstained", true);
      line.put(
          "reason",
          outcome instanceof Outcome.Unanswerable u
              ? u.reason()
              : outcome.getClass().getSimpleName());
    }
    line.put("findings", findings);
    return Json.mapper().writeValueAsString(line);
  }
}
