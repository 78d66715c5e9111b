package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.SseEvent;
import java.io.Console;
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

  @Option(
      names = "--reply",
      paramLabel = "REQUEST",
      description =
          "Replies to what an earlier question asked back: a choice or own words; to a plan: confirm, cancel or what is meant instead.")
  private String replied;

  @Option(
      names = "--confirm-plan",
      description = "Shows the plan first and goes on once you agree.")
  private boolean confirmPlan;

  @Option(names = "--json", description = "Prints every event as a line of JSON.")
  private boolean json;

  @Option(names = "--connection", paramLabel = "ID", description = "Which warehouse to ask.")
  private String connection;

  @Option(names = "--model", paramLabel = "NAME", description = "Which translator to use.")
  private String model;

  @Override
  public Integer call() {
    if ((question == null) == (earlier == null) || (question == null && replied != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "Give a question, --follow with the id of a request, or --reply with one and the words.");
    }
    GatewayClient gateway = signIn.as("analyst");
    AskOutput output = json ? new JsonLines(System.out) : new PlainAnswer(System.out);
    String request = request(gateway);
    gateway.followThroughWaits(request, event -> goesOn(gateway, request, output, event));
    if (output.exitCode() == AskOutput.PENDING && !json) {
      System.out.println("./nexus ask --follow " + request + " goes on with it.");
    }
    if (output.exitCode() == AskOutput.ASKS_BACK && !json) {
      System.out.println("./nexus ask --reply " + request + " \"…\" goes on with it.");
    }
    return output.exitCode();
  }

  private String request(GatewayClient gateway) {
    if (earlier != null) {
      return earlier;
    }
    if (replied == null) {
      return gateway.ask(question, options());
    }
    JsonNode clarification = gateway.get("/api/requests/" + replied).at("/state/clarification");
    Asks open = clarification.isObject() ? Asks.back(clarification) : Asks.PLAN;
    reply(gateway, replied, open.read(question));
    return replied;
  }

  /** Whether there is more to wait for after {@code event}. */
  private boolean goesOn(GatewayClient gateway, String request, AskOutput output, SseEvent event) {
    if (!output.show(event) || !event.name().equals("done")) {
      return !event.name().equals("done");
    }
    if (output.exitCode() == AskOutput.PENDING) {
      return earlier != null;
    }
    Console terminal = json ? null : System.console();
    if (terminal == null) {
      return false;
    }
    String line = terminal.readLine("%s", output.open().prompt());
    Asks.Reply reply = line == null ? null : output.open().read(line);
    return reply != null && reply(gateway, request, reply);
  }

  private static boolean reply(GatewayClient gateway, String request, Asks.Reply reply) {
    if (reply != null) {
      gateway.reply(request, reply.action(), reply.text());
    }
    return true;
  }

  private Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    if (confirmPlan) {
      options.put("confirm_plan", true);
    }
    if (connection != null) {
      options.put("connection_id", connection);
    }
    if (model != null) {
      options.put("model", model);
    }
    return options;
  }
}
