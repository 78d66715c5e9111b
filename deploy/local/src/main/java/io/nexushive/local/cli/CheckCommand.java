package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.stack.ServiceProgram;
import io.nexushive.model.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = {
      "Says what policy would decide on a SQL text, without running it.",
      "Exit code 0: allow; 4: review; 5: deny.",
      "With --corpus it decides on a file of texts instead; nothing needs to run for it."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private SignIn signIn;

  @Parameters(paramLabel = "SQL", arity = "0..1", description = "One statement.")
  private String sql;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description = "A JSON object a line: id, dialect, sql, role.")
  private Path corpus;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where verdicts go, one a line: id, decision, rules, millis (default: here).")
  private Path out;

  @Option(names = "--catalog", paramLabel = "FILE", description = "The corpus' tables.")
  private Path catalog;

  @Option(names = "--policy", paramLabel = "FILE", description = "The corpus' policy.")
  private Path policy;

  @Spec private CommandSpec spec;

  @Option(names = "--role", description = "For which role (default: that of the account).")
  private String role;

  @Option(names = "--connection", paramLabel = "ID", description = "On which warehouse.")
  private String connection;

  @Option(names = "--json", description = "Prints the whole answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if ((sql == null) == (corpus == null)) {
      throw new ParameterException(spec.commandLine(), "either SQL or --corpus is needed");
    }
    if (corpus != null) {
      return ServiceProgram.POLICY_CORPUS.run(
          HomeOption.root(),
          Arguments.of(
              List.of(),
              "--corpus",
              corpus,
              "--out",
              out,
              "--catalog",
              catalog,
              "--policy",
              policy));
    }
    // A steward may ask for every role.
    JsonNode answer = signIn.as("steward").check(sql, role, connection);
    JsonNode verdict = answer.path("verdict");
    String decision = verdict.path("decision").asText();
    if (json) {
      System.out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } else {
      print(answer, verdict, decision);
    }
    return switch (decision) {
      case "allow" -> Nexus.OK;
      case "review" -> AskOutput.PENDING;
      default -> AskOutput.DENIED;
    };
  }

  private static void print(JsonNode answer, JsonNode verdict, String decision) {
    System.out.println(decision);
    reasons(verdict.path("deny_reasons"));
    reasons(verdict.path("review_reasons"));
    if (answer.hasNonNull("rewritten_sql")) {
      System.out.println(answer.path("rewritten_sql").asText());
    }
  }

  private static void reasons(JsonNode reasons) {
    for (JsonNode reason : reasons) {
      System.out.println(
          "  "
              + (reason.isTextual()
                  ? reason.asText()
                  : reason.path("rule").asText() + ": " + reason.path("message").asText()));
    }
  }
}
