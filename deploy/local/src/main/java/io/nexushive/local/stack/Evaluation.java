package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.envelope.ServiceName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The translator's evaluation: a process of its own that needs no broker and no running service.
 */
public final class Evaluation {
  private static final String MAIN = "io.nexushive.translator.cli.Eval";

  private Evaluation() {}

  /**
   * Runs it to its end on this process's terminal.
   *
   * @param root the project's folder
   * @param arguments as the translator's command takes them
   * @return its exit code
   * @throws LocalStackException when it is not built or cannot be started
   */
  public static int run(Path root, List<String> arguments) throws InterruptedException {
    Path app = Layout.serviceJar(root, ServiceName.TRANSLATOR).getParent();
    String classpath =
        Stream.of("app", "lib/main", "lib/boot")
            .map(folder -> app.resolve(folder).resolve("*").toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of(JavaProcess.java(), "-XX:+UseSerialGC", "-Xmx256m", "-cp", classpath, MAIN));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new LocalStackException("the evaluation cannot be started: " + e.getMessage(), e);
    }
  }
}
