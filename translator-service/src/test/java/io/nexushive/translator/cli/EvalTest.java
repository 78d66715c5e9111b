package io.nexushive.translator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set of one small database. */
class EvalTest {
  @TempDir Path set;
  private Path predictions;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void write() throws Exception {
    predictions = set.resolve("out.jsonl");
    Path folder = Files.createDirectories(set.resolve("databases/garden"));
    try (Connection c =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("garden.sqlite"));
        Statement s = c.createStatement()) {
      s.execute("CREATE TABLE gardener (id INTEGER PRIMARY KEY, name TEXT, wage REAL)");
      s.execute("INSERT INTO gardener VALUES (1, 'Ada', 10.5), (2, 'Bo', 20), (3, 'Cy', 30)");
    }
    Files.write(
        set.resolve("questions.jsonl"),
        List.of(
            question("1", "How many gardeners are there?", "SELECT 3", "easy"),
            question("2", "What are the names of all gardeners?", "SELECT 'Eve'", "easy"),
            question("3", "Which planets have rings?", "SELECT 1", "hard")));
  }

  @Test
  void countsRightWrongAndAbstainedAndWritesThem() throws Exception {
    assertThat(eval("--data", set.toString())).isZero();

    List<JsonNode> lines = predictions();
    assertThat(lines).extracting(l -> l.get("id").asText()).containsExactly("1", "2", "3");
    assertThat(lines.get(0).get("sql").asText()).containsIgnoringCase("COUNT");
    assertThat(lines.get(2).get("abstained").asBoolean()).isTrue();
    assertThat(row("all")).containsSubsequence("3", "2", "1", "66.7", "50.0", "33.3");
    assertThat(row("hardness easy")).containsSubsequence("2", "2", "1", "100.0", "50.0", "50.0");
    assertThat(row("hardness hard")).containsSubsequence("1", "0", "0", "0.0", "-", "0.0");
    assertThat(row("garden")).containsSubsequence("3", "2", "1");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("median").contains("p99");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("3 of 3 questions");
  }

  @Test
  void stopsAtTheLimit() throws Exception {
    assertThat(eval("--data", set.toString(), "--limit=1")).isZero();
    assertThat(predictions()).hasSize(1);
  }

  @Test
  void saysWhatIsWrongWithItsArguments() {
    assertThat(eval("--data", set.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(eval("--data", set.toString(), "--limit", "none")).isEqualTo(2);
    assertThat(eval("--data", set.toString(), "--translator", "llm")).isEqualTo(2);
    assertThat(eval("--data", set.toString(), "--prompt", "x.v1.txt")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--prompt is for a model");
    assertThat(eval("--data", set.toString(), "--translator", "llm", "--prompt", "x.v1.txt"))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("x.v1.txt is not there");
    assertThat(eval("--data", set.toString(), "--questions", "no.jsonl")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("there is no folder")
        .contains("whole number above 0, not none")
        .contains("no model llm is configured")
        .contains("there is no file")
        .contains("usage:");
  }

  @Test
  void namesTheLineThatIsNoQuestion() throws Exception {
    Files.writeString(set.resolve("questions.jsonl"), "\n{\"id\": 1}\n");
    assertThat(eval("--data", set.toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("questions.jsonl:2 has no db");
  }

  @Test
  void cannotWriteToTheSetsDatabases() throws Exception {
    Files.writeString(
        set.resolve("questions.jsonl"),
        question("1", "How many gardeners are there?", "DELETE FROM gardener", "easy"));
    assertThat(eval("--data", set.toString())).isZero();
    assertThat(row("all")).containsSubsequence("1", "1", "0");
    Files.writeString(
        set.resolve("questions.jsonl"),
        question("1", "How many gardeners are there?", "SELECT 3", "easy"));
    out.reset();
    assertThat(eval("--data", set.toString())).isZero();
    assertThat(row("all")).containsSubsequence("1", "1", "1");
  }

  private int eval(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--predictions", predictions.toString()));
    return Eval.run(
        all.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private List<String> row(String name) {
    String line =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(l -> l.startsWith(name + " "))
            .findFirst()
            .orElseThrow();
    return List.of(line.substring(name.length()).strip().split("[ %]+"));
  }

  private List<JsonNode> predictions() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(predictions)) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  private static String question(String id, String text, String gold, String hardness) {
    return Json.mapper()
        .createObjectNode()
        .put("id", id)
        .put("db", "garden")
        .put("question", text)
        .put("gold_sql", gold)
        .put("hardness", hardness)
        .toString();
  }
}
