package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.stack.Home;
import io.nexushive.local.stack.RunState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A launcher that stays when the one who started it goes. */
final class Detached {
  /** Away from the terminal's signals, in a session of its own where the system can do that. */
  private static final String LEAVE =
      "trap '' INT HUP; if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; "
          + "else exec \"$@\"; fi";

  private final Home home;
  private final List<String> arguments;

  Detached(Home home, List<String> ports, boolean skipMemoryCheck, int waitSeconds) {
    this.home = home;
    this.arguments = new ArrayList<>(List.of("up", "--no-welcome", "--home=" + home.dir()));
    arguments.addAll(ports);
    arguments.add("--wait=" + waitSeconds);
    if (skipMemoryCheck) {
      arguments.add("--skip-memory-check");
    }
  }

  /** Starts it and shows what it says until it is ready. */
  void start() throws IOException, InterruptedException {
    Path log = home.log("nexus");
    Files.createDirectories(home.logs());
    Files.deleteIfExists(log);
    Process process =
        new ProcessBuilder(command())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    LogFollower follower = new LogFollower(log, System.out);
    while (!isReady(process.pid())) {
      follower.showNew();
      if (!process.isAlive()) {
        follower.showNew();
        throw new LocalStackException("it did not start; see above");
      }
      Thread.sleep(200);
    }
    follower.showNew();
  }

  private boolean isReady(long pid) {
    return RunState.read(home)
        .filter(state -> state.pid() == pid && state.phase() == RunState.Phase.READY)
        .isPresent();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("sh", "-c", LEAVE, "nexus"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Nexus.class.getName()));
    command.addAll(arguments);
    return command;
  }
}
