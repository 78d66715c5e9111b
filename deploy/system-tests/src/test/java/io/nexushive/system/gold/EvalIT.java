package io.nexushive.system.gold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import io.nexushive.system.Launcher;
import io.nexushive.system.Launcher.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged evaluation asks a language model. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EvalIT {
  private static final String COUNT = "How many gardeners are there?";
  private static final String RICH = "What are the names of gardeners with a wage above 15?";
  private static final String UNKNOWN = "Which gardener has the highest wage?";
  private static final String MODEL = "NEXUSHIVE_TRANSLATOR_MODELS_REGISTRY_OLLAMA_";

  @TempDir Path set;

  @BeforeEach
  void write() throws Exception {
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
            question("1", COUNT, "SELECT 3"),
            question("2", RICH, "SELECT 'Eve'"),
            question("3", UNKNOWN, "SELECT 'Cy'")));
  }

  @Test
  void countsWhatTheModelKnowsAndSaysWhatItDidNotAnswer() throws Exception {
    try (KnowingModel model = new KnowingModel()) {
      model.knows(
          Map.of(
              COUNT, "SELECT COUNT(*) FROM gardener",
              RICH, "SELECT name FROM gardener WHERE wage > 15"));

      Said said =
          eval(Map.of(MODEL + "MODEL_ID", "double", MODEL + "BASE_URL", model.address()), "ollama");

      assertThat(said.exit()).as(said.text()).isZero();
      assertThat(said.text())
          .containsPattern("all +3 +2 +1 +66\\.7 % +50\\.0 % +33\\.3 %")
          .contains("no answer to 1 of 3 questions; the last time: The model ollama")
          .doesNotContain("LogManager");
      List<JsonNode> lines = predictions();
      assertThat(lines.get(0).path("sql").asText()).isEqualTo("SELECT COUNT(*) FROM gardener");
      assertThat(lines.get(2).path("abstained").asBoolean()).isTrue();
    }
  }

  @Test
  void abstainsAndEndsWhereTheServerIsAway() throws Exception {
    String away;
    try (KnowingModel model = new KnowingModel()) {
      away = model.address();
    }

    Said said = eval(Map.of(MODEL + "MODEL_ID", "double", MODEL + "BASE_URL", away), "ollama");

    assertThat(said.exit()).as(said.text()).isEqualTo(1);
    assertThat(said.text()).contains("no answer to 3 of 3 questions", "could not be reached");
    assertThat(predictions()).hasSize(3).allMatch(line -> line.path("abstained").asBoolean());
  }

  @Test
  void saysWhatToSetForAModelThatIsNotConfigured() throws Exception {
    Said said = eval(Map.of(), "my-model");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.text())
        .contains("no model my-model is configured; there is none")
        .contains("NEXUSHIVE_TRANSLATOR_MODELS_REGISTRY_MY_MODEL_MODEL_ID")
        .contains("NEXUSHIVE_TRANSLATOR_MODELS_REGISTRY_MY_MODEL_PROVIDER")
        .contains("NEXUSHIVE_TRANSLATOR_MODELS_REGISTRY_MY_MODEL_API_KEYS")
        .doesNotContain("Exception");
  }

  private Said eval(Map<String, String> environment, String translator) throws Exception {
    return Launcher.run(
        environment,
        List.of(
            "eval",
            "--data=" + set,
            "--translator=" + translator,
            "--predictions=" + set.resolve("out.jsonl")));
  }

  private List<JsonNode> predictions() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(set.resolve("out.jsonl"))) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  private static String question(String id, String text, String gold) {
    return Json.mapper()
        .createObjectNode()
        .put("id", id)
        .put("db", "garden")
        .put("question", text)
        .put("gold_sql", gold)
        .put("hardness", "easy")
        .toString();
  }
}
