package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.client.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that does nothing by itself. */
@Command(
    name = "nexus",
    description = "Nexus Hive on this machine.",
    mixinStandardHelpOptions = true,
    version = "nexus 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      AskCommand.class,
      CheckCommand.class,
      PolicyCommand.class,
      AuditCommand.class,
      SemanticCommand.class,
      LogsCommand.class,
      EvalCommand.class,
      ClientCommand.class,
      KeysCommand.class,
      BootstrapCommand.class
    })
public final class Nexus {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int NOT_RUNNING = 3;

  public static void main(String[] args) throws IOException {
    quietLibraries();
    System.exit(run(args));
  }

  /** Runs one command and returns the exit code. */
  static int run(String... args) {
    return new CommandLine(new Nexus())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (!(e instanceof LocalStackException || e instanceof GatewayException)) {
                throw e;
              }
              command
                  .getErr()
                  .println(command.getColorScheme().errorText("nexus: " + e.getMessage()));
              return FAILED;
            })
        .execute(args);
  }

  private static void quietLibraries() throws IOException {
    try (InputStream settings = Nexus.class.getResourceAsStream("/nexus-logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    }
  }
}
