package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Says what policy would decide on a SQL text, without running it.",
      "Exit code 0: allow; 4: review; 5: deny."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private SignIn signIn;

  @Parameters(paramLabel = "SQL", description = "One statement.")
  private String sql;

  @Option(names = "--role", description = "For which role (default: that of the account).")
  private String role;

  @Option(names = "--connection", paramLabel = "ID", description = "On which warehouse.")
  private String connection;

  @Option(names = "--json", description = "Prints the whole answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
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
