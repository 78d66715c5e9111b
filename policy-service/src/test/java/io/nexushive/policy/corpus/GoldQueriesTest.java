package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.policy.testing.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Queries that people wrote are not denied to a role without restrictions, save where they break a
 * rule; those are listed in {@code target/gold-denied.txt}, each with its rule.
 */
class GoldQueriesTest {
  /** Rules that a query can be seen to break by itself, and how it is seen. */
  private static final Map<String, Pattern> BROKEN =
      Map.of("star", Pattern.compile("(?i)\\bselect\\s+(distinct\\s+)?\\*|,\\s*\\*|\\.\\*"));

  private static final Policy OPEN =
      Policy.read("format: 1\nroles:\n  all:\n    tables: [\"*\"]\n");

  private final PolicyEngine engine = new PolicyEngine();
  private final Map<String, Catalog> catalogs = new HashMap<>();

  @Test
  void areNotDeniedSaveForARule() throws Exception {
    Path eval = Fixtures.root().resolve("../shared/eval").normalize();
    if (!Files.exists(eval)) {
      System.err.println("SKIPPED: the question sets are not at " + eval);
      Assumptions.abort("the question sets are not at " + eval);
    }
    List<String> denied = new ArrayList<>();
    List<String> wrongly = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    int all = 0;
    for (Path set : List.of(eval.resolve("geo"), eval.resolve("spider-train"))) {
      for (String line : Files.readAllLines(set.resolve("questions.jsonl"))) {
        JsonNode question = Json.mapper().readTree(line);
        String sql = question.path("gold_sql").asText();
        Verdict verdict = decide(set, question.path("db").asText(), sql);
        all++;
        if (verdict instanceof Verdict.Denied no) {
          Set<String> rules = PolicyEngine.rules(no);
          String entry =
              question.path("id").asText() + "\t" + rules + "\t" + sql + "\t" + no.reasons();
          denied.add(entry);
          counts.merge(rules.toString(), 1, Integer::sum);
          if (!rules.stream().allMatch(r -> isBroken(r, sql))) {
            wrongly.add(entry);
          }
        }
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/gold-denied.txt"), denied);
    System.out.printf("%d gold queries, denied: %s%n", all, counts);
    assertThat(wrongly).isEmpty();
    assertThat(all).isPositive();
  }

  private static boolean isBroken(String rule, String sql) {
    return BROKEN.containsKey(rule) && BROKEN.get(rule).matcher(sql).find();
  }

  private Verdict decide(Path set, String db, String sql) {
    Catalog catalog =
        catalogs.computeIfAbsent(db, name -> catalog(set.resolve("databases").resolve(name), name));
    return engine.decide(sql, Dialect.SQLITE, catalog, OPEN, new Asker("", List.of("all")), "");
  }

  private static Catalog catalog(Path folder, String name) {
    ConnectionId connection = new ConnectionId(name.toLowerCase(java.util.Locale.ROOT));
    try (Connection open = Engines.sqlite(file(folder).toString())) {
      Map<String, List<CatalogTable.Column>> tables = new TreeMap<>();
      DatabaseMetaData meta = open.getMetaData();
      try (ResultSet columns = meta.getColumns(null, null, "%", "%")) {
        while (columns.next()) {
          tables
              .computeIfAbsent(columns.getString("TABLE_NAME"), k -> new ArrayList<>())
              .add(
                  new CatalogTable.Column(
                      columns.getString("COLUMN_NAME"),
                      ColumnType.OTHER,
                      null,
                      true,
                      null,
                      false,
                      null,
                      null,
                      List.of()));
        }
      }
      return new Catalog(
          connection,
          Dialect.SQLITE,
          name,
          tables.entrySet().stream()
              .map(
                  t ->
                      new CatalogTable(
                          connection,
                          null,
                          t.getKey(),
                          false,
                          null,
                          t.getValue(),
                          List.of(),
                          List.of(),
                          null,
                          null))
              .toList());
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path file(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      return folder;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.(sqlite|db)")).findFirst().orElseThrow();
    }
  }
}
