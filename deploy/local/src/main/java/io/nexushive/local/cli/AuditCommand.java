package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.model.json.Json;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "audit",
    description = "The audit trail.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = AuditCommand.Verify.class)
final class AuditCommand {

  @Command(
      name = "verify",
      description = {
        "Walks the hash chains of the audit trail and names the first broken link.",
        "Exit code 0: every chain holds; 5: one does not."
      },
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Mixin private SignIn signIn;

    @Override
    public Integer call() throws Exception {
      GatewayClient gateway = signIn.as("auditor");
      System.err.println("Walking all chains; a million records take more than a minute.");
      JsonNode report = gateway.get("/api/audit/verify", LONGEST);
      System.out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
      return report.path("intact").asBoolean() ? Nexus.OK : AskOutput.DENIED;
    }
  }
}
