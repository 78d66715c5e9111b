package io.nexushive.policy.cli;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Decides on recorded queries by two versions of a policy and says where they differ. */
public final class PolicyDiff {
  private static final String USAGE = "OLD NEW --queries FILE [--catalog FILE]";

  private PolicyDiff() {}

  /**
   * Arguments: {@code OLD NEW --queries FILE [--catalog FILE]}. Exit code 0: nothing is decided
   * differently; 1: something is.
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return Program.run(USAGE, () -> compare(Options.of(args, "--queries", "--catalog")));
  }

  private static int compare(Options options) throws IOException {
    if (options.files().size() != 2 || options.get("--queries") == null) {
      throw new IllegalArgumentException("two policies and a file of queries are needed");
    }
    Policy before = Program.policy(options.files().get(0));
    Policy after = Program.policy(options.files().get(1));
    Catalog catalog = Program.catalog(options.get("--catalog"), after);
    List<RecordedQuery> queries = RecordedQuery.all(Path.of(options.get("--queries")));
    PolicyEngine engine = new PolicyEngine();
    int differ = 0;
    for (RecordedQuery query : queries) {
      String difference =
          difference(decide(engine, query, catalog, before), decide(engine, query, catalog, after));
      if (difference != null) {
        differ++;
        System.out.println(query.id().asText() + ": " + difference + "\n  " + query.sql().strip());
      }
    }
    System.out.println(differ + " of " + queries.size() + " queries are decided differently.");
    return differ == 0 ? Program.HOLDS : Program.DIFFERS;
  }

  private static Verdict decide(
      PolicyEngine engine, RecordedQuery query, Catalog catalog, Policy policy) {
    return engine.decide(
        query.sql(),
        query.dialect() == null ? catalog.dialect() : query.dialect(),
        catalog,
        policy,
        query.asker(),
        "");
  }

  /** What is not the same; {@code null} where all is. */
  private static String difference(Verdict before, Verdict after) {
    if (!before.decision().equals(after.decision())
        || !PolicyEngine.rules(before).equals(PolicyEngine.rules(after))) {
      return said(before) + " -> " + said(after);
    }
    String then = text(before);
    String now = text(after);
    return Objects.equals(then, now)
        ? null
        : said(after) + ", but other SQL runs\n  - " + then + "\n  + " + now;
  }

  private static String text(Verdict verdict) {
    return verdict.fold(Verdict.Allowed::sql, Verdict.ReviewRequired::sql, d -> null);
  }

  private static String said(Verdict verdict) {
    Set<String> rules = PolicyEngine.rules(verdict);
    return verdict.decision() + (rules.isEmpty() ? "" : " (" + String.join(", ", rules) + ")");
  }
}
