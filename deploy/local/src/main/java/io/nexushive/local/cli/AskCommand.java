package io.nexushive.local.cli;

import io.nexushive.local.client.GatewayClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ask",
    description = {
      "Asks a question and shows how it is answered.",
      "Exit code 0: answered; 4: waits for a steward; 5: denied; 6: cannot be answered; 7: asks back; 1: anything else."
    },
    mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
  @Mixin private SignIn signIn;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "QUESTION", arity = "0..1", description = "In plain language.")
  private String question;

  @Option(
      names = "--follow",
      paramLabel = "REQUEST",
      description =
          "Instead of a question: shows how an earlier one goes on, and waits for a steward's decision where it needs one.")
  private String earlier;

  @Option(names = "--json", description = "Prints every event as a line of JSON.")
  private boolean json;

  @Option(names = "--connection", paramLabel = "ID", description = "Which warehouse to ask.")
  private String connection;

  @Option(names = "--model", paramLabel = "NAME", description = "Which translator to use.")
  private String model;

  @Override
  public Integer call() {
    if ((question == null) == (earlier == null)) {
      throw new ParameterException(
          spec.commandLine(), "Give either a question or --follow with the id of a request.");
    }
    GatewayClient gateway = signIn.as("analyst");
    AskOutput output = json ? new JsonLines(System.out) : new PlainAnswer(System.out);
    if (earlier != null) {
      gateway.followThroughReview(earlier, output::show);
      return output.exitCode();
    }
    String request = gateway.ask(question, options());
    gateway.follow(request, output::show);
    if (output.exitCode() == AskOutput.PENDING && !json) {
      System.out.println("./nexus ask --follow " + request + " goes on with it.");
    }
    return output.exitCode();
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    if (connection != null) {
      options.put("connection_id", connection);
    }
    if (model != null) {
      options.put("model", model);
    }
    return options;
  }
}
