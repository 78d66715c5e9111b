package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.envelope.ServiceName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of a service that needs no other: a JVM of its own, without the stack. */
public enum ServiceProgram {
  POLICY_CORPUS(ServiceName.POLICY, "io.nexushive.policy.cli.CorpusCheck"),
  POLICY_EXAMPLES(ServiceName.POLICY, "io.nexushive.policy.cli.PolicyExamples"),
  POLICY_DIFF(ServiceName.POLICY, "io.nexushive.policy.cli.PolicyDiff"),
  EVALUATION(ServiceName.TRANSLATOR, "io.nexushive.translator.cli.Eval"),
  BOOTSTRAP(ServiceName.EXECUTOR, "io.nexushive.executor.bootstrap.Bootstrap");

  private static final Pattern NEEDS_CONTAINER =
      Pattern.compile(".*quarkus-langchain4j-(openai|openai-common|anthropic)-\\d.*");

  private final ServiceName service;
  private final String main;

  ServiceProgram(ServiceName service, String main) {
    this.service = service;
    this.main = main;
  }

  /**
   * Runs to the end, with this process's own output.
   *
   * @param root the project's folder
   * @param arguments as the program takes them
   * @return its exit code
   * @throws LocalStackException when the service is not built, or Java cannot be started
   */
  public int run(Path root, List<String> arguments) {
    try {
      return new ProcessBuilder(command(root, arguments)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new LocalStackException("Java cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("stopped before it was done");
    }
  }

  /**
   * The jars by name where Java's own wildcard takes too many: outside of its container, Quarkus's
   * clients of two model protocols cannot be built, and stand in the way of those that can.
   */
  private static String jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return folder.resolve("*").toString();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> !NEEDS_CONTAINER.matcher(f.getFileName().toString()).matches())
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new LocalStackException("The service's files cannot be read: " + e.getMessage(), e);
    }
  }

  List<String> command(Path root, List<String> arguments) {
    Path app = Layout.serviceJar(root, service).getParent();
    String classpath =
        Stream.of("app", "lib/main", "lib/boot")
            .map(folder -> jars(app.resolve(folder)))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaProcess.java(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                // It stands on the class path, and complains where it is not the one.
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classpath,
                main));
    command.addAll(arguments);
    return command;
  }
}
