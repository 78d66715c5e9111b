package io.nexushive.translator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.schema.Schema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks the semantic parser the questions of a set and writes its predictions, in one process:
 * {@code --data DIR [--questions FILE] [--translator semantic-parser] [--limit N] --predictions
 * OUT}.
 */
public final class Eval {
  private static final int PROGRESS_EVERY = 250;
  private final SemanticParser parser;
  private final Map<String, Schema> schemas = new HashMap<>();
  private final Path data;
  private final boolean findings = Boolean.getBoolean("nexushive.eval.findings");

  private Eval(Path data, String threshold) {
    this.data = data;
    Thesaurus thesaurus = Thesaurus.load();
    this.parser =
        threshold == null
            ? new SemanticParser(thesaurus, Clock.systemUTC())
            : new SemanticParser(thesaurus, Clock.systemUTC(), Double.parseDouble(threshold));
  }

  public static void main(String[] args) throws IOException {
    Map<String, String> options = options(args);
    if (!options.containsKey("data") || !options.containsKey("predictions")) {
      System.err.println(
          "usage: eval --data DIR [--questions FILE] [--translator semantic-parser] [--limit N] [--ask-of DATABASE] --predictions OUT.jsonl");
      System.exit(2);
    }
    if (!options.getOrDefault("translator", "semantic-parser").equals("semantic-parser")) {
      System.err.println(
          "eval: only the semantic parser can be evaluated without a service; language models need a running translator");
      System.exit(2);
    }
    Path data = Path.of(options.get("data"));
    Path questions =
        Path.of(options.getOrDefault("questions", data.resolve("questions.jsonl").toString()));
    if (!questions.isAbsolute() && !Files.exists(questions)) {
      questions = data.resolve(questions);
    }
    int limit = Integer.parseInt(options.getOrDefault("limit", String.valueOf(Integer.MAX_VALUE)));
    new Eval(data, options.get("threshold"))
        .run(
            questions,
            limit,
            Path.of(options.get("predictions")),
            options.get("ask-of"),
            options.get("trace"));
  }

  private void run(Path questions, int limit, Path out, String askOf, String trace)
      throws IOException {
    List<String> lines = Files.readAllLines(questions);
    int n = Math.min(limit, lines.size());
    int answered = 0;
    List<Long> times = new ArrayList<>();
    try (BufferedWriter writer = Files.newBufferedWriter(out)) {
      for (int i = 0; i < n; i++) {
        JsonNode line = Json.mapper().readTree(lines.get(i));
        Schema schema = schema(askOf == null ? line.get("db").asText() : askOf);
        String question = line.get("question").asText();
        if (trace != null && !line.get("id").asText().equals(trace)) {
          continue;
        }
        long start = System.nanoTime();
        Outcome outcome = parser.parse(question, schema);
        times.add(System.nanoTime() - start);
        if (trace != null) {
          System.out.println(question + "\n" + parser.trace(question, schema) + "\n" + outcome);
        }
        Map<String, Object> prediction = new LinkedHashMap<>();
        prediction.put("id", line.get("id").asText());
        if (outcome instanceof Outcome.Translated t) {
          answered++;
          prediction.put("sql", t.sql());
          prediction.put("confidence", t.plan().confidence());
          if (findings) {
            prediction.put("findings", parser.findings(question, schema));
          }
        } else {
          prediction.put("abstained", true);
          prediction.put("reason", reason(outcome));
        }
        writer.write(Json.mapper().writeValueAsString(prediction));
        writer.newLine();
        if ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == n) {
          System.err.printf(Locale.ROOT, "%d of %d questions, %d answered%n", i + 1, n, answered);
        }
      }
    }
    times.sort(null);
    if (!times.isEmpty()) {
      System.err.printf(
          Locale.ROOT,
          "coverage %.1f %%, time per question: median %.2f ms, p99 %.2f ms%n",
          100.0 * answered / times.size(),
          times.get(times.size() / 2) / 1e6,
          times.get(times.size() * 99 / 100) / 1e6);
    }
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Unanswerable u
        ? u.reason()
        : outcome.getClass().getSimpleName();
  }

  private Schema schema(String db) {
    return schemas.computeIfAbsent(
        db,
        name -> {
          Path file = data.resolve("databases").resolve(name).resolve(name + ".sqlite");
          try {
            return parser.prepare(SqliteCatalog.read(file, name), SemanticModel.EMPTY);
          } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + file, e);
          }
        });
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
    }
    return options;
  }
}
