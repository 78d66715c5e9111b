package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.stack.HomeLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "client",
    description = "Programs that ask over Kafka under an identity of their own.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ClientCommand.Add.class)
final class ClientCommand {

  @Command(
      name = "add",
      description = "Registers a program and makes its signing key.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Mixin private HomeOption home;

    @Parameters(paramLabel = "NAME", description = "Also the subject under which it asks.")
    private String name;

    @Option(
        names = "--roles",
        split = ",",
        required = true,
        description = "The most that it may claim, for example analyst.")
    private Set<String> roles;

    @Option(
        names = "--attribute",
        paramLabel = "NAME=VALUE",
        description = "What row filters know of it; several values of one name are given apart.")
    private List<String> attributes = List.of();

    @Override
    public Integer call() {
      KeyRing keys = KeyRing.createOrLoad(home.home().keys());
      String kid = keys.addClient(name, roles, byName(attributes)).kid();
      System.out.println(
          "%s may ask as %s; its key is %s in %s"
              .formatted(name, String.join(", ", roles), kid, keys.privateKeyFile(name)));
      if (HomeLock.isHeld(home.home())) {
        System.out.println("The services learn of it when they start again.");
      }
      return Nexus.OK;
    }

    private static Map<String, List<String>> byName(List<String> attributes) {
      Map<String, List<String>> byName = new TreeMap<>();
      for (String attribute : attributes) {
        int sign = attribute.indexOf('=');
        if (sign < 1) {
          throw new LocalStackException("an attribute is written NAME=VALUE: " + attribute);
        }
        byName
            .computeIfAbsent(attribute.substring(0, sign), name -> new ArrayList<>())
            .add(attribute.substring(sign + 1));
      }
      return byName;
    }
  }
}
