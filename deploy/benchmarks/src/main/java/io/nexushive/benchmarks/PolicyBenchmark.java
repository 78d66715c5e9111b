package io.nexushive.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.json.Json;
import io.nexushive.policy.document.CatalogReader;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * Both decisions of the policy on a text, beside JSqlParser's reading of the same text; and the
 * refusal of a text that only nests. One thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyBenchmark {
  private static final String CORPUS = "nexushive.corpus";
  private static final int NESTING = 3_000;

  /** Which case of the corpus. */
  @Param("0")
  private int index;

  private Case text;
  private String nested;
  private PolicyEngine engine;
  private Policy policy;
  private Catalog catalog;

  private record Case(String sql, Dialect dialect, Asker asker) {}

  @Setup
  public void read() throws IOException {
    text = cases().get(index);
    nested = "SELECT " + "(".repeat(NESTING) + "1" + ")".repeat(NESTING);
    engine = new PolicyEngine();
    policy = Policy.read(resource("/corpus/policy.yaml"));
    catalog = CatalogReader.read(resource("/corpus/catalog.yaml"));
  }

  @Benchmark
  public Statement parse() throws ParseException {
    return CCJSqlParserUtil.newParser(text.sql()).Statement();
  }

  @Benchmark
  public Verdict decide() {
    return engine.decide(text.sql(), text.dialect(), catalog, policy, text.asker(), "");
  }

  @Benchmark
  public Verdict refuse() {
    return engine.decide(nested, Dialect.POSTGRES, catalog, policy, text.asker(), "");
  }

  /** Arguments: the corpus, a JSON object a line. */
  public static void main(String[] args) throws IOException, RunnerException {
    System.setProperty(CORPUS, args[0]);
    int all = cases().size();
    List<Statistics> parse = run("parse", all);
    List<Statistics> decide = run("decide", all);
    Statistics refuse = run("refuse", 1).get(0);
    double[] ratios = new double[all];
    MultisetStatistics decisions = new MultisetStatistics();
    for (int i = 0; i < all; i++) {
      ratios[i] = decide.get(i).getPercentile(50) / parse.get(i).getPercentile(50);
      decide
          .get(i)
          .getRawData()
          .forEachRemaining(e -> decisions.addValue(e.getKey(), e.getValue()));
    }
    Arrays.sort(ratios);
    System.out.printf(
        "%d texts: median of decide/parse %.2f, largest %.2f%n",
        all, ratios[all / 2], ratios[all - 1]);
    System.out.printf(
        "both decisions: median %.3f ms, p99 %.2f ms%n",
        decisions.getPercentile(50) / 1_000, decisions.getPercentile(99) / 1_000);
    System.out.printf(
        "6 KB of nesting refused: median %.3f ms, p99 %.3f ms%n",
        refuse.getPercentile(50) / 1_000, refuse.getPercentile(99) / 1_000);
  }

  /** One process for all: a fork for each text would measure compilers. */
  private static List<Statistics> run(String method, int cases) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(PolicyBenchmark.class.getName() + "\\." + method + "$")
        .forks(0)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(300))
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(600))
        .verbosity(VerboseMode.SILENT);
    String[] indices = new String[cases];
    Arrays.setAll(indices, Integer::toString);
    options.param("index", indices);
    List<Statistics> statistics = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      statistics.add(result.getPrimaryResult().getStatistics());
    }
    return statistics;
  }

  /** The texts that are allowed and that JSqlParser reads in its own way, too. */
  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty(CORPUS)))) {
      JsonNode each = Json.mapper().readTree(line);
      if (each.path("expect").asText().equals("allow") && isRead(each.path("sql").asText())) {
        cases.add(
            new Case(
                each.path("sql").asText(),
                Dialect.of(each.path("dialect").asText()),
                new Asker("benchmark", List.of(each.path("role").asText()))));
      }
    }
    return cases;
  }

  private static boolean isRead(String sql) {
    try {
      CCJSqlParserUtil.newParser(sql).Statement();
      return true;
    } catch (ParseException e) {
      return false;
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PolicyBenchmark.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
