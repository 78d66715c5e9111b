package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.process.PidFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes of a launcher that is gone. There should be none; but whatever can be killed, somebody
 * kills in the wrong order.
 */
public final class Leftovers {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Leftovers() {}

  /**
   * Ends every process that a pid file names and that is recognisably ours. Call it only when no
   * launcher holds the lock.
   *
   * @return the names of those ended
   */
  public static List<String> stop(Home home, Path root) {
    List<String> ended = new ArrayList<>();
    if (!Files.isDirectory(home.lock().getParent())) {
      return ended;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(home.lock().getParent(), "*.pid")) {
      for (Path file : files) {
        PidFile.read(file).stream()
            .mapToObj(ProcessHandle::of)
            .flatMap(process -> process.stream())
            .filter(process -> isOurs(process, home, root))
            .forEach(
                process -> {
                  end(process);
                  ended.add(file.getFileName().toString().replace(".pid", ""));
                });
        Files.deleteIfExists(file);
      }
      return ended;
    } catch (IOException e) {
      throw new LocalStackException("what is left of an earlier run cannot be ended", e);
    }
  }

  /** A process id is used again by others, so the command line must name our folders. */
  private static boolean isOurs(ProcessHandle process, Home home, Path root) {
    String line = process.info().commandLine().orElse("");
    return line.contains(home.dir().toString()) || line.contains(root.toString());
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
