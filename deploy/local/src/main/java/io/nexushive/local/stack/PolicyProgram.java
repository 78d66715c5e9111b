package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.envelope.ServiceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the policy service on files, in a JVM of its own and without the stack. */
public enum PolicyProgram {
  CORPUS("CorpusCheck"),
  EXAMPLES("PolicyExamples"),
  DIFF("PolicyDiff");

  private final String program;

  PolicyProgram(String program) {
    this.program = program;
  }

  /**
   * Runs to the end, with this process's own output.
   *
   * @return its exit code
   * @throws LocalStackException when the service is not built, or Java cannot be started
   */
  public int run(Path root, List<String> arguments) {
    try {
      return new ProcessBuilder(command(root, arguments)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new LocalStackException("Java cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("stopped before it was done");
    }
  }

  List<String> command(Path root, List<String> arguments) {
    Path app = Layout.serviceJar(root, ServiceName.POLICY).getParent();
    List<String> command = new ArrayList<>(List.of(JavaProcess.java(), "-XX:+UseSerialGC"));
    command.add("-cp");
    command.add(
        String.join(
            java.io.File.pathSeparator,
            app.resolve("app") + "/*",
            app.resolve("lib/main") + "/*",
            app.resolve("lib/boot") + "/*"));
    command.add("io.nexushive.policy.cli." + program);
    command.addAll(arguments);
    return command;
  }
}
