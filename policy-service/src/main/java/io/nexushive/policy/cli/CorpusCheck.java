package io.nexushive.policy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.json.Json;
import io.nexushive.policy.document.CatalogReader;
import io.nexushive.policy.document.PolicyException;
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
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a file with a case a line ({@code id}, {@code dialect}, {@code sql}, {@code role}) and
 * writes a verdict a line ({@code id}, {@code decision}, {@code rules}, {@code millis}).
 */
public final class CorpusCheck {
  private final PolicyEngine engine = new PolicyEngine();
  private final Catalog catalog;
  private final Policy policy;

  private CorpusCheck(Catalog catalog, Policy policy) {
    this.catalog = catalog;
    this.policy = policy;
  }

  /** Arguments: {@code --corpus FILE [--out FILE] [--catalog FILE] [--policy FILE]}. */
  public static void main(String[] args) throws IOException {
    System.exit(run(args));
  }

  static int run(String[] args) throws IOException {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    boolean known =
        List.of("--corpus", "--out", "--catalog", "--policy").containsAll(options.keySet());
    if (!options.containsKey("--corpus") || !known || args.length % 2 != 0) {
      System.err.println("usage: --corpus FILE [--out FILE] [--catalog FILE] [--policy FILE]");
      return 2;
    }
    try {
      CorpusCheck check =
          new CorpusCheck(
              CatalogReader.read(text(options.get("--catalog"), "/corpus/catalog.yaml")),
              Policy.read(text(options.get("--policy"), "/corpus/policy.yaml")));
      check.decideAll(Path.of(options.get("--corpus")), options.get("--out"));
      return 0;
    } catch (PolicyException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (java.nio.file.NoSuchFileException e) {
      System.err.println("there is no file " + e.getFile());
      return 2;
    }
  }

  private static String text(String file, String resource) throws IOException {
    if (file != null) {
      return Files.readString(Path.of(file));
    }
    try (InputStream in = CorpusCheck.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void decideAll(Path corpus, String out) throws IOException {
    try (Writer writer =
        out == null
            ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
            : Files.newBufferedWriter(Path.of(out))) {
      for (String line : Files.readAllLines(corpus)) {
        if (!line.isBlank()) {
          writer.write(decide(Json.mapper().readTree(line)).toString());
          writer.write('\n');
        }
      }
    }
  }

  private ObjectNode decide(JsonNode line) {
    long start = System.nanoTime();
    Verdict verdict =
        engine.decide(
            line.path("sql").asText(),
            Dialect.of(line.path("dialect").asText()),
            catalog,
            policy,
            new Asker("", List.of(line.path("role").asText())),
            "");
    double millis = (System.nanoTime() - start) / 1_000_000.0;
    ObjectNode result = Json.mapper().createObjectNode();
    result.set("id", line.get("id"));
    result.put("decision", verdict.decision());
    ArrayNode rules = result.putArray("rules");
    PolicyEngine.rules(verdict).forEach(rules::add);
    result.put("millis", Math.round(millis * 1_000) / 1_000.0);
    return result;
  }
}
