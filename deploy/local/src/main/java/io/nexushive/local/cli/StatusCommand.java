package io.nexushive.local.cli;

import io.nexushive.local.process.PidFile;
import io.nexushive.local.stack.HomeLock;
import io.nexushive.local.stack.Readiness;
import io.nexushive.local.stack.RunState;
import io.nexushive.model.envelope.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = "Says what runs. Exit code 0: all is ready; 1: not all; 3: nothing runs.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final Set<String> SERVICES =
      Arrays.stream(ServiceName.values()).map(ServiceName::wire).collect(Collectors.toSet());

  @Mixin private HomeOption option;

  @Override
  public Integer call() {
    if (!HomeLock.isHeld(option.home())) {
      System.out.println("Nothing runs on " + option.home().dir() + ".");
      return Nexus.NOT_RUNNING;
    }
    RunState state = option.running();
    List<List<String>> rows = new ArrayList<>();
    boolean allReady = true;
    long memory = 0;
    OptionalLong launcher = ProcessMemory.ownMib(state.pid());
    for (RunState.Part part : state.parts()) {
      OptionalLong pid = PidFile.read(option.home().pidFile(part.name()));
      String word = word(part, pid);
      allReady &= word.equals("ready");
      OptionalLong mib = pid.isPresent() ? ProcessMemory.mib(pid.getAsLong()) : pid;
      memory += mib.orElse(0);
      rows.add(
          List.of(
              part.name(),
              word,
              pid.isPresent() ? Long.toString(pid.getAsLong()) : "-",
              Integer.toString(part.port()),
              Integer.toString(part.restarts()),
              mib.isPresent() ? Long.toString(mib.getAsLong()) : "-",
              pid.isPresent() ? since(part) : "-"));
    }
    System.out.print(
        TextTable.of(
            List.of("process", "state", "pid", "port", "restarts", "MiB", "runs for"), rows));
    System.out.println(
        "%d MiB together, and %d MiB for the launcher (process %d); http://127.0.0.1:%d"
            .formatted(memory, launcher.orElse(0), state.pid(), state.ports().gateway()));
    return allReady ? Nexus.OK : Nexus.FAILED;
  }

  private static String word(RunState.Part part, OptionalLong pid) {
    if (pid.isEmpty() || ProcessHandle.of(pid.getAsLong()).isEmpty()) {
      return "down";
    }
    boolean ready =
        !SERVICES.contains(part.name()) || Readiness.of("http://127.0.0.1:" + part.port());
    return ready ? "ready" : "not ready";
  }

  private static String since(RunState.Part part) {
    Duration d = Duration.between(part.startedAt(), Instant.now());
    return d.toHours() > 0
        ? d.toHours() + " h " + d.toMinutesPart() + " min"
        : d.toMinutes() > 0 ? d.toMinutes() + " min" : d.toSeconds() + " s";
  }
}
