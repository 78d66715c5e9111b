package io.nexushive.policy.cli;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.document.Example;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Decides on the examples in a policy and says which do not come out as it says. */
public final class PolicyExamples {
  private static final String USAGE = "FILE [--catalog FILE]";

  private PolicyExamples() {}

  /** Arguments: {@code FILE [--catalog FILE]}. Exit code 0: all hold; 1: one does not. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return Program.run(USAGE, () -> decide(Options.of(args, "--catalog")));
  }

  private static int decide(Options options) throws IOException {
    if (options.files().size() != 1) {
      throw new IllegalArgumentException("one policy is needed");
    }
    String file = options.files().get(0);
    Policy policy = Program.policy(file);
    if (policy.document().examples().isEmpty()) {
      System.out.println(file + " is a policy; it has no examples.");
      return Program.HOLDS;
    }
    Catalog catalog = Program.catalog(options.get("--catalog"), policy);
    PolicyEngine engine = new PolicyEngine();
    int failed = 0;
    for (Example example : policy.document().examples()) {
      String failure = failure(example, engine, catalog, policy);
      if (failure != null) {
        failed++;
        System.out.println(file + " line " + example.line() + ": " + failure);
      }
    }
    int all = policy.document().examples().size();
    System.out.println((all - failed) + " of " + all + " examples hold.");
    return failed == 0 ? Program.HOLDS : Program.DIFFERS;
  }

  /** What is not as the example says; {@code null} where all is. */
  private static String failure(
      Example example, PolicyEngine engine, Catalog catalog, Policy policy) {
    Verdict verdict =
        engine.decide(
            example.sql(),
            example.dialect() == null ? catalog.dialect() : example.dialect(),
            catalog,
            policy,
            example.asker(),
            "");
    String expected = example.expect().name().toLowerCase(Locale.ROOT);
    Set<String> rules = PolicyEngine.rules(verdict);
    boolean holds =
        verdict.decision().equals(expected)
            && (example.rule() == null || rules.contains(example.rule()));
    return holds
        ? null
        : "expected "
            + expected
            + (example.rule() == null ? "" : " by " + example.rule())
            + ", decided "
            + verdict.decision()
            + (rules.isEmpty() ? "" : " by " + String.join(", ", rules))
            + "\n  "
            + example.sql().strip();
  }
}
