package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.LocalStackException;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.stack.HomeLock;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.TrustedKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "keys",
    description = "The keys that services sign with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysCommand.Listing.class, KeysCommand.Rotate.class, KeysCommand.Retire.class})
final class KeysCommand {
  /** Services look at their key files each second. */
  private static final Duration SETTLE = Duration.ofSeconds(3);

  @Command(
      name = "list",
      description = "Says which keys are trusted, with what, and until when.",
      mixinStandardHelpOptions = true)
  static final class Listing implements Callable<Integer> {
    @Mixin private HomeOption home;

    @Override
    public Integer call() {
      KeyRing keys = KeyRing.createOrLoad(home.home().keys());
      Set<String> inUse =
          KeyRing.signing().stream().map(s -> keys.signer(s).kid()).collect(Collectors.toSet());
      List<List<String>> rows =
          keys.trustStore().keys().stream()
              .sorted(Comparator.comparing(TrustedKey::issuer).thenComparing(TrustedKey::kid))
              .map(key -> row(key, inUse))
              .toList();
      System.out.print(TextTable.of(List.of("key", "signs", "trusted until", "for"), rows));
      return Nexus.OK;
    }

    private static List<String> row(TrustedKey key, Set<String> inUse) {
      String signs = key.client() != null ? "by itself" : inUse.contains(key.kid()) ? "now" : "-";
      return List.of(
          key.kid(),
          signs,
          key.notAfter() == null ? "-" : key.notAfter().toString(),
          String.join(", ", new TreeSet<>(key.purposes().stream().map(Purpose::wire).toList())));
    }
  }

  @Command(
      name = "rotate",
      description = {
        "Gives services another key to sign with, while they run or not.",
        "The key before stays trusted for a while, since what it signed is still on its way. The"
            + " executor also gets another key for the credentials of connections, and what is"
            + " sealed to the one before is sealed anew where the services run."
      },
      mixinStandardHelpOptions = true)
  static final class Rotate implements Callable<Integer> {
    @Mixin private SignIn signIn;

    @Parameters(
        paramLabel = "SERVICE",
        arity = "0..*",
        description = "gateway, policy, executor, translator or audit; default: all of them.")
    private List<String> services = List.of();

    @Option(
        names = "--overlap",
        paramLabel = "TIME",
        description =
            "For how long the key before stays trusted, for example PT25H, which is the default:"
                + " reviews wait for a day.")
    private Duration overlap = KeyRing.OVERLAP;

    @Override
    public Integer call() throws InterruptedException {
      Set<ServiceName> chosen = chosen();
      KeyRing keys = KeyRing.createOrLoad(signIn.home().keys());
      boolean running = HomeLock.isHeld(signIn.home());
      Duration settle = running ? SETTLE : Duration.ZERO;
      for (ServiceName service : chosen) {
        String kid = keys.rotate(service, overlap, settle);
        System.out.println("%s signs with %s".formatted(service.wire(), kid));
      }
      if (!running) {
        if (chosen.contains(ServiceName.EXECUTOR)) {
          keys.rotateCredentialKeys(key -> true);
        }
        System.out.println("What is published is signed anew when the services run.");
        return Nexus.OK;
      }
      Thread.sleep(settle.toMillis());
      return renew(keys, chosen.contains(ServiceName.EXECUTOR));
    }

    /** Older keys for credentials go when nothing is sealed to them, and only then. */
    private int renew(KeyRing keys, boolean credentials) {
      try {
        GatewayClient admin = signIn.as("admin");
        JsonNode report = admin.post("/api/keys/renew", Map.of());
        if (credentials) {
          Set<Integer> needed = new HashSet<>();
          report.path("sealed_to").forEach(key -> needed.add(key.asInt()));
          keys.rotateCredentialKeys(
              report.path("failed").isEmpty() ? needed::contains : key -> true);
          report = admin.post("/api/keys/renew", Map.of());
        }
        System.out.println(
            "%d definitions signed and %d credentials sealed anew"
                .formatted(report.path("signed").asInt(), report.path("sealed").asInt()));
        report
            .path("failed")
            .forEach(failed -> System.err.println("not renewed: " + failed.asText()));
        return report.path("failed").isEmpty() ? Nexus.OK : Nexus.FAILED;
      } catch (GatewayException | LocalStackException e) {
        System.err.println(
            "The keys are rotated; what is published is signed anew within a minute. "
                + (credentials
                    ? "Credentials are still sealed to the key before: rotate the executor's again"
                        + " as an administrator. "
                    : "")
                + e.getMessage());
        return Nexus.FAILED;
      }
    }

    private Set<ServiceName> chosen() {
      Set<ServiceName> signing = new TreeSet<>(KeyRing.signing());
      Set<String> names = signing.stream().map(ServiceName::wire).collect(Collectors.toSet());
      for (String service : services) {
        if (!names.contains(service)) {
          throw new LocalStackException(
              service + " does not sign; those that do are " + String.join(", ", names));
        }
      }
      signing.removeIf(s -> !services.isEmpty() && !services.contains(s.wire()));
      return signing;
    }
  }

  @Command(
      name = "retire",
      description = {
        "Has a key not believed from now on, for one that somebody else may have.",
        "What it signed is refused: who waits has to ask again."
      },
      mixinStandardHelpOptions = true)
  static final class Retire implements Callable<Integer> {
    @Mixin private HomeOption home;

    @Parameters(paramLabel = "KEY", description = "Its name, as ./nexus keys list says it.")
    private String kid;

    @Override
    public Integer call() {
      KeyRing.createOrLoad(home.home().keys()).retire(kid);
      System.out.println(kid + " is not trusted any more; services that run learn it in a second");
      return Nexus.OK;
    }
  }
}
