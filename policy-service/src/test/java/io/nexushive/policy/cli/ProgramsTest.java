package io.nexushive.policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import io.nexushive.policy.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs as they are called: arguments and files in, text and exit code out. */
class ProgramsTest {
  private static final String POLICY =
      """
      format: 1
      roles: {analyst: {tables: ["*"]}}
      example_tables: {sales: [sale_id, region_id, net_revenue]}
      """;

  @TempDir Path folder;

  private record Said(int code, String text) {}

  @Test
  void thePoliciesOfTheProductKeepTheirExamples() {
    Path demo = Fixtures.root().resolve("gateway/src/main/resources/demo/policy.yaml");
    Said said = said(() -> PolicyExamples.run(demo.toString()));
    assertThat(said.text()).matches("(?s)(\\d+) of \\1 examples hold\\.\\s*");
    assertThat(said.code()).isZero();
    Path full =
        Fixtures.root().resolve("policy-service/src/test/resources/policies/good/everything.yaml");
    assertThat(said(() -> PolicyExamples.run(full.toString())).code()).isZero();
  }

  @Test
  void anExampleThatDoesNotHoldIsNamedWithItsLine() throws IOException {
    String file =
        file(
            "policy.yaml",
            POLICY
                + """
                examples:
                  - {role: analyst, sql: SELECT count(*) FROM sales, expect: allow}
                  - {role: analyst, sql: SELECT count(*) FROM sales, expect: deny}
                  - {role: analyst, sql: SELECT nosuch FROM sales, expect: deny, rule: star}
                """);
    Said said = said(() -> PolicyExamples.run(file));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("line 6: expected deny, decided allow")
        .contains("line 7: expected deny by star, decided deny by unknown-column")
        .contains("1 of 3 examples hold.");
  }

  @Test
  void whatIsWrongWithAFileIsSaidInOneLine() throws IOException {
    String broken = file("broken.yaml", "format: 1\nroles: {a: {}}\nlimits: {rows: 0}\n");
    Said said = said(() -> PolicyExamples.run(broken));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).contains("broken.yaml: line 3: limits.rows");
    assertThat(said(() -> PolicyExamples.run("nosuch.yaml")).text()).contains("nosuch.yaml");
    assertThat(said(() -> PolicyExamples.run()).code()).isEqualTo(2);
    assertThat(said(() -> PolicyExamples.run("a", "--nosuch")).text()).contains("--nosuch");
    String noTables =
        file(
            "no-tables.yaml",
            "format: 1\nroles: {a: {}}\nexamples: [{role: a, sql: SELECT 1, expect: allow}]\n");
    assertThat(said(() -> PolicyExamples.run(noTables)).text()).contains("--catalog");
  }

  @Test
  void aDryRunNamesWhatIsDecidedDifferently() throws IOException {
    String before = file("before.yaml", POLICY);
    String after =
        file(
            "after.yaml",
            POLICY
                + """
                sensitive: [{columns: [sales.net_revenue]}]
                row_filters: [{table: sales, where: region_id = asker.region}]
                """);
    String queries =
        file(
            "queries.jsonl",
            """
            {"id":"q1","sql":"SELECT sum(net_revenue) FROM sales","role":"analyst"}
            {"id":"q2","sql":"SELECT count(*) FROM sales","roles":["analyst"],"attributes":{"region":["7"]}}
            {"id":"q3","sql":"SELECT 1","role":"analyst"}

            {"sql":"SELECT count(*) FROM sales","role":"analyst"}
            """);
    Said said = said(() -> PolicyDiff.run(before, after, "--queries", queries));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("q1: allow -> deny (sensitive-column)")
        .contains("q2: allow, but other SQL runs")
        .contains("+ SELECT count(*) FROM (SELECT")
        .contains("5: allow -> deny (row-filter)")
        .contains("3 of 4 queries are decided differently.")
        .doesNotContain("q3");
    assertThat(said(() -> PolicyDiff.run(before, before, "--queries", queries)))
        .isEqualTo(new Said(0, "0 of 4 queries are decided differently.\n"));
    String broken = file("broken.jsonl", "{\"id\":\"x\"}\n");
    assertThat(said(() -> PolicyDiff.run(before, after, "--queries", broken)).text())
        .contains("broken.jsonl line 1: sql is missing");
  }

  @Test
  void aCorpusGetsAVerdictALine() throws IOException {
    String corpus =
        file(
            "corpus.jsonl",
            """
            {"id":"a","dialect":"postgres","sql":"SELECT count(*) FROM sales","role":"analyst","expect":"deny"}
            {"id":"b","dialect":"bigquery","sql":"SELECT max(ssn) FROM customers","role":"analyst"}
            """);
    Path out = folder.resolve("out.jsonl");
    assertThat(said(() -> CorpusCheck.run("--corpus", corpus, "--out", out.toString())).code())
        .isZero();
    List<String> lines = Files.readAllLines(out);
    JsonNode first = Json.mapper().readTree(lines.get(0));
    JsonNode second = Json.mapper().readTree(lines.get(1));
    assertThat(first.path("id").asText()).isEqualTo("a");
    assertThat(first.path("decision").asText()).isEqualTo("allow");
    assertThat(first.path("millis").isNumber()).isTrue();
    assertThat(second.path("decision").asText()).isEqualTo("deny");
    assertThat(second.path("rules").toString()).isEqualTo("[\"sensitive-column\"]");
    assertThat(said(() -> CorpusCheck.run("--corpus", "nosuch.jsonl")).code()).isEqualTo(2);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static synchronized Said said(IntSupplier program) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      int code = program.getAsInt();
      return new Said(code, bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
