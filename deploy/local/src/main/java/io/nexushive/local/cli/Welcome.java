package io.nexushive.local.cli;

import io.nexushive.local.stack.DemoAccounts;
import io.nexushive.local.stack.Settings;
import io.nexushive.model.envelope.ServiceName;
import java.io.PrintStream;

/** What somebody needs to know once everything is ready. */
final class Welcome {
  private Welcome() {}

  static void print(PrintStream out, Settings settings, boolean firstStart, boolean detached) {
    out.println();
    out.println("Nexus Hive is ready: " + settings.ports().url(ServiceName.GATEWAY));
    if (firstStart) {
      out.println("Sign in with one of these accounts; the passwords were made just now:");
      DemoAccounts.load(settings.home().demoAccounts())
          .accounts()
          .forEach(a -> out.println("  %-8s  %s".formatted(a.username(), a.password())));
      out.println("They stand in " + settings.home().demoAccounts() + ", readable by you only.");
    } else {
      out.println("The accounts of the first start stand in " + settings.home().demoAccounts());
    }
    out.println("Ask from the shell: ./nexus ask \"Show total net revenue by region\"");
    out.println(detached ? "Stop it: ./nexus down" : "Stop it: Ctrl-C");
    out.flush();
  }
}
