package io.nexushive.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands as processes, the way a shell runs them. */
public final class Launcher {
  private Launcher() {}

  /** What a command said, on both outputs, and how it ended. */
  public record Said(int exit, String text) {}

  /** Runs a command to its end. */
  public static Said run(Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    Process process = start(environment, arguments);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  static Process start(Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dnexushive.root=" + Hive.root(),
                "-cp",
                Hive.root()
                    .resolve("deploy/local/target/nexus/nexus-local-launcher.jar")
                    .toString(),
                "io.nexushive.local.cli.Nexus"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.redirectInput(Path.of("/dev/null").toFile()).start();
  }
}
