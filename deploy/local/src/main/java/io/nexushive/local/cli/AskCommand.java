package io.nexushive.local.cli;

import io.nexushive.local.client.GatewayClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ask",
    description = {
      "Asks a question and shows how it is answered.",
      "Exit code 0: answered; 4: waits for a steward; 5: denied; 6: cannot be answered; 7: asks back; 1: anything else."
    },
    mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
  @Mixin private SignIn signIn;

  @Parameters(paramLabel = "QUESTION", description = "In plain language.")
  private String question;

  @Option(names = "--json", description = "Prints every event as a line of JSON.")
  private boolean json;

  @Option(names = "--connection", paramLabel = "ID", description = "Which warehouse to ask.")
  private String connection;

  @Option(names = "--model", paramLabel = "NAME", description = "Which translator to use.")
  private String model;

  @Override
  public Integer call() {
    Map<String, String> options = new LinkedHashMap<>();
    if (connection != null) {
      options.put("connection_id", connection);
    }
    if (model != null) {
      options.put("model", model);
    }
    GatewayClient gateway = signIn.as("analyst");
    String request = gateway.ask(question, options);
    AskOutput output = json ? new JsonLines(System.out) : new PlainAnswer(System.out);
    gateway.follow(request, output::show);
    return output.exitCode();
  }
}
