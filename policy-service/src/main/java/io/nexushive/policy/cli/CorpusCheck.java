package io.nexushive.policy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.json.Json;
import io.nexushive.policy.document.CatalogReader;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a file with a case a line ({@code id}, {@code dialect}, {@code sql}, {@code role}) and
 * writes a verdict a line ({@code id}, {@code decision}, {@code rules}, {@code millis}).
 */
public final class CorpusCheck {
  private static final String USAGE = "--corpus FILE [--out FILE] [--catalog FILE] [--policy FILE]";

  private final PolicyEngine engine = new PolicyEngine();
  private final Catalog catalog;
  private final Policy policy;

  private CorpusCheck(Catalog catalog, Policy policy) {
    this.catalog = catalog;
    this.policy = policy;
  }

  /** Arguments: {@code --corpus FILE [--out FILE] [--catalog FILE] [--policy FILE]}. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return Program.run(
        USAGE, () -> decideAll(Options.of(args, "--corpus", "--out", "--catalog", "--policy")));
  }

  private static int decideAll(Options options) throws IOException {
    if (options.get("--corpus") == null || !options.files().isEmpty()) {
      throw new IllegalArgumentException("a corpus is needed");
    }
    Policy policy =
        options.get("--policy") == null
            ? Policy.read(resource("/corpus/policy.yaml"))
            : Program.policy(options.get("--policy"));
    Catalog catalog =
        options.get("--catalog") == null
            ? CatalogReader.read(resource("/corpus/catalog.yaml"))
            : Program.catalog(options.get("--catalog"), policy);
    new CorpusCheck(catalog, policy)
        .decideAll(RecordedQuery.all(Path.of(options.get("--corpus"))), options.get("--out"));
    return Program.HOLDS;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CorpusCheck.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void decideAll(List<RecordedQuery> corpus, String out) throws IOException {
    try (Writer writer =
        out == null
            ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
            : Files.newBufferedWriter(Path.of(out))) {
      for (RecordedQuery query : corpus) {
        writer.write(decide(query).toString());
        writer.write('\n');
      }
    }
  }

  private ObjectNode decide(RecordedQuery query) {
    long start = System.nanoTime();
    Verdict verdict =
        engine.decide(
            query.sql(),
            query.dialect() == null ? catalog.dialect() : query.dialect(),
            catalog,
            policy,
            query.asker(),
            "");
    double millis = (System.nanoTime() - start) / 1_000_000.0;
    ObjectNode result = Json.mapper().createObjectNode();
    result.set("id", query.id());
    result.put("decision", verdict.decision());
    ArrayNode rules = result.putArray("rules");
    PolicyEngine.rules(verdict).forEach(rules::add);
    result.put("millis", Math.round(millis * 1_000) / 1_000.0);
    return result;
  }
}
