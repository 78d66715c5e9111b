package io.nexushive.local.cli;

import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.stack.DemoAccounts;
import io.nexushive.local.stack.Home;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** As whom a command speaks to the gateway. */
final class SignIn {
  @Mixin private HomeOption home;

  @Option(
      names = {"-u", "--user"},
      paramLabel = "NAME",
      description =
          "Local account; the demo accounts' passwords are known, another's is taken from NEXUS_PASSWORD.")
  private String user;

  /** The installation. */
  Home home() {
    return home.home();
  }

  /** Signs in, as {@code defaultUser} if nobody else was named. */
  GatewayClient as(String defaultUser) {
    String name = user == null ? defaultUser : user;
    URI gateway = URI.create("http://127.0.0.1:" + home.running().ports().gateway());
    String given = System.getenv("NEXUS_PASSWORD");
    String password =
        given == null || given.isEmpty()
            ? DemoAccounts.load(home.home().demoAccounts()).named(name).password()
            : given;
    return GatewayClient.signIn(gateway, name, password);
  }
}
