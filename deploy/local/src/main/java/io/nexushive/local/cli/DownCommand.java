package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.stack.Home;
import io.nexushive.local.stack.HomeLock;
import io.nexushive.local.stack.Leftovers;
import io.nexushive.local.stack.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    description = "Stops what ./nexus up started.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Mixin private HomeOption option;

  @Override
  public Integer call() throws Exception {
    Home home = option.home();
    boolean ran = HomeLock.isHeld(home);
    if (ran) {
      stopLauncher(home);
    }
    List<String> left = Leftovers.stop(home, HomeOption.root());
    if (!left.isEmpty()) {
      System.out.println("Ended what was left of an earlier run: " + String.join(", ", left));
    } else {
      System.out.println(ran ? "Stopped." : "Nothing runs on " + home.dir() + ".");
    }
    return Nexus.OK;
  }

  private static void stopLauncher(Home home) throws InterruptedException {
    long pid =
        RunState.read(home)
            .map(RunState::pid)
            .orElseThrow(() -> new LocalStackException("it is just starting or stopping"));
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    Instant end = Instant.now().plus(LIMIT);
    while (HomeLock.isHeld(home)) {
      if (Instant.now().isAfter(end)) {
        throw new LocalStackException(
            "the launcher (process " + pid + ") does not stop; kill -9 " + pid + " ends it");
      }
      Thread.sleep(100);
    }
  }
}
