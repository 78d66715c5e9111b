package io.nexushive.local.process;

import io.nexushive.local.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process on a leash: a small shell waits beside it and ends it when this JVM closes the leash,
 * or dies in whatever way.
 */
public final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final String LEASH = leash();

  private final Spec spec;
  private final Process shell;

  /**
   * What to start.
   *
   * @param name for messages
   * @param command the program and its arguments; no secrets, every user can read them
   * @param env added to this process's environment
   * @param log where its output is appended
   * @param pidFile where its process id stands while it runs
   * @param stopSignal the signal that asks it to end, without {@code SIG}
   */
  public record Spec(
      String name,
      List<String> command,
      Map<String, String> env,
      Path log,
      Path pidFile,
      String stopSignal) {
    public Spec {
      command = List.copyOf(command);
      env = Map.copyOf(env);
    }
  }

  private Child(Spec spec, Process shell) {
    this.spec = spec;
    this.shell = shell;
  }

  /**
   * Starts the process and returns at once.
   *
   * @throws LocalStackException when no process can be started
   */
  public static Child start(Spec spec) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                LEASH,
                "leash",
                spec.pidFile().toString(),
                spec.stopSignal(),
                Long.toString(GRACE.toSeconds())));
    command.addAll(spec.command());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    builder.environment().putAll(spec.env());
    try {
      Files.createDirectories(spec.log().toAbsolutePath().getParent());
      Files.createDirectories(spec.pidFile().toAbsolutePath().getParent());
      return new Child(spec, builder.start());
    } catch (IOException e) {
      throw new LocalStackException(spec.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  public String name() {
    return spec.name();
  }

  public Path log() {
    return spec.log();
  }

  public boolean isAlive() {
    return shell.isAlive();
  }

  /** Completes with the exit code when the process has ended. */
  public CompletableFuture<Integer> onExit() {
    return shell.onExit().thenApply(Process::exitValue);
  }

  /** The id of the process itself, as long as it runs. */
  public OptionalLong pid() {
    return PidFile.read(spec.pidFile());
  }

  /** Asks the process to end, and kills it when it does not within the grace period. */
  public void stop() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(GRACE.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process at once. */
  public void kill() {
    pid().stream()
        .mapToObj(ProcessHandle::of)
        .forEach(p -> p.ifPresent(ProcessHandle::destroyForcibly));
    shell.destroy();
  }

  @Override
  public void close() {
    stop();
  }

  private static String leash() {
    try (InputStream in = Child.class.getResourceAsStream("leash.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
