package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "semantic",
    description = "What a connection's tables mean.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SemanticCommand.Draft.class,
      SemanticCommand.Show.class,
      SemanticCommand.Import.class,
      SemanticCommand.Save.class
    })
final class SemanticCommand {

  /** What all of them share. */
  abstract static class OnConnection implements Callable<Integer> {
    @Mixin SignIn signIn;

    @Option(
        names = "--connection",
        paramLabel = "ID",
        defaultValue = "demo",
        description = "Default: demo.")
    private String connection;

    String path(String more) {
      return "/api/connections/" + connection + "/semantic-model" + more;
    }
  }

  @Command(
      name = "draft",
      description = "Prints a first model made from the catalogue, to be corrected and saved.",
      mixinStandardHelpOptions = true)
  static final class Draft extends OnConnection {
    @Override
    public Integer call() {
      System.out.print(signIn.as("steward").get(path("/draft")).path("text").asText());
      return Nexus.OK;
    }
  }

  @Command(
      name = "show",
      description = "Prints the newest version.",
      mixinStandardHelpOptions = true)
  static final class Show extends OnConnection {
    @Override
    public Integer call() {
      System.out.print(signIn.as("steward").get(path("")).path("text").asText());
      return Nexus.OK;
    }
  }

  @Command(
      name = "import",
      description = "Prints a dbt or Snowflake model in our form, and on stderr what it left out.",
      mixinStandardHelpOptions = true)
  static final class Import extends OnConnection {
    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--format", required = true, paramLabel = "dbt|snowflake")
    private String format;

    @Override
    public Integer call() {
      JsonNode imported =
          signIn.as("steward").post(path("/import"), Map.of("format", format, "text", read(file)));
      System.out.print(imported.path("text").asText());
      imported.path("left_out").forEach(line -> System.err.println("left out: " + line.asText()));
      flaws(imported);
      return Nexus.OK;
    }
  }

  @Command(
      name = "save",
      description = "Checks a file and saves it as the next version.",
      mixinStandardHelpOptions = true)
  static final class Save extends OnConnection {
    @Parameters(paramLabel = "FILE")
    private Path file;

    @Override
    public Integer call() {
      String text = read(file);
      var gateway = signIn.as("steward");
      JsonNode checked = gateway.post(path("/check"), Map.of("text", text));
      flaws(checked);
      if (!checked.path("flaws").isEmpty()) {
        return Nexus.FAILED;
      }
      int version = gateway.get(path("")).path("version").asInt();
      JsonNode saved = gateway.put(path(""), Map.of("text", text, "version", version));
      System.out.println("Version " + saved.path("version").asInt() + " holds from now on.");
      return Nexus.OK;
    }
  }

  private static void flaws(JsonNode checked) {
    told(checked, "flaws", "");
    told(checked, "warnings", "to look at: ");
  }

  private static void told(JsonNode checked, String list, String as) {
    for (JsonNode flaw : checked.path(list)) {
      System.err.println(
          "%sline %d, %s: %s"
              .formatted(
                  as,
                  flaw.path("line").asInt(),
                  flaw.path("key").asText(),
                  flaw.path("message").asText()));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new LocalStackException("cannot read " + file, e);
    }
  }
}
