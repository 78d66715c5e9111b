package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.check.HomeCheck;
import io.nexushive.local.check.MemoryCheck;
import io.nexushive.local.check.PortCheck;
import io.nexushive.local.stack.Fault;
import io.nexushive.local.stack.HomeLock;
import io.nexushive.local.stack.Leftovers;
import io.nexushive.local.stack.Progress;
import io.nexushive.local.stack.RunState;
import io.nexushive.local.stack.Settings;
import io.nexushive.local.stack.Stack;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts broker, database and the six services; Ctrl-C stops all of it.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private HomeOption home;
  @Mixin private PortOptions ports;

  @Option(
      names = {"-d", "--detach"},
      description = "Returns when everything is ready and lets it run; ./nexus down stops it.")
  private boolean detach;

  @Option(names = "--skip-memory-check", description = "Starts even if memory looks too small.")
  private boolean skipMemoryCheck;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long the services may take to be ready (default: ${DEFAULT-VALUE}).",
      defaultValue = "120")
  private int waitSeconds;

  /** Set for the process that {@code --detach} leaves behind: its output is a log. */
  @Option(names = "--no-welcome", hidden = true)
  private boolean noWelcome;

  @Override
  public Integer call() throws Exception {
    if (HomeLock.isHeld(home.home())) {
      return alreadyRunning();
    }
    Settings settings =
        new Settings(
            HomeOption.root(),
            home.home(),
            ports.ports(),
            Fault.parse(System.getenv("NEXUS_FAULT")));
    check(settings);
    boolean firstStart = !Files.exists(home.home().demoAccounts());
    if (detach) {
      new Detached(home.home(), ports.arguments(), skipMemoryCheck, waitSeconds).start();
      Welcome.print(System.out, settings, firstStart, true);
      return Nexus.OK;
    }
    return run(settings, firstStart);
  }

  private int alreadyRunning() {
    RunState state = home.running();
    System.out.println(
        "Nexus Hive already runs on %s (process %d, %s): http://127.0.0.1:%d"
            .formatted(
                home.home().dir(), state.pid(), state.phase().wire(), state.ports().gateway()));
    return state.phase() == RunState.Phase.READY ? Nexus.OK : Nexus.FAILED;
  }

  private void check(Settings settings) {
    HomeCheck.run(settings.home());
    Leftovers.stop(settings.home(), settings.root())
        .forEach(name -> System.out.println("Ended the " + name + " that an earlier run left."));
    PortCheck.run(settings.ports());
    if (!skipMemoryCheck) {
      MemoryCheck.run();
    }
  }

  private int run(Settings settings, boolean firstStart) throws InterruptedException {
    Stack stack = new Stack(settings, new Progress(System.out));
    Thread hook = new Thread(stack::close, "stop-everything");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      stack.start(Duration.ofSeconds(waitSeconds));
    } catch (LocalStackException e) {
      stack.close();
      throw e;
    }
    if (!noWelcome) {
      Welcome.print(System.out, settings, firstStart, false);
    }
    new CountDownLatch(1).await();
    return Nexus.OK;
  }
}
