package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Logs: one file per process and run; those of the run before are kept beside them. */
final class LogFiles {
  private LogFiles() {}

  static void rotate(Path dir) {
    try {
      Files.createDirectories(dir);
      try (DirectoryStream<Path> logs = Files.newDirectoryStream(dir, "*.log")) {
        for (Path log : logs) {
          if (!log.endsWith("nexus.log") && !log.endsWith("build.log")) {
            Path before = log.resolveSibling(log.getFileName() + ".1");
            Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    } catch (IOException e) {
      throw new LocalStackException("the logs in " + dir + " cannot be put aside", e);
    }
  }
}
