package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.stack.Progress;
import io.nexushive.model.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

    @Mixin private SignIn signIn;

    @Override
    public Integer call() throws Exception {
      GatewayClient gateway = signIn.as("auditor");
      CompletableFuture<JsonNode> walk =
          CompletableFuture.supplyAsync(() -> gateway.get("/api/audit/verify", LONGEST));
      JsonNode report = await(walk, gateway);
      System.out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
      return report.path("intact").asBoolean() ? Nexus.OK : AskOutput.DENIED;
    }

    /** Says now and then how far it is, on the side, so that the output stays the report. */
    private static JsonNode await(CompletableFuture<JsonNode> walk, GatewayClient gateway)
        throws InterruptedException {
      Progress progress = new Progress(System.err);
      while (true) {
        try {
          return walk.get(BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          say(progress, gateway);
        } catch (ExecutionException e) {
          if (e.getCause() instanceof GatewayException) {
            throw (GatewayException) e.getCause();
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    }

    private static void say(Progress progress, GatewayClient gateway) {
      JsonNode far;
      try {
        far = gateway.get("/api/audit/verify/progress");
      } catch (GatewayException e) {
        // The verification itself says what is wrong.
        return;
      }
      if (far.path("running").asBoolean()) {
        progress.say(
            String.format(
                Locale.ROOT,
                "%,d of %,d records checked",
                far.path("checked").asLong(),
                far.path("total").asLong()));
      }
    }
  }
}
