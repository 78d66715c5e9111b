package io.nexushive.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for messages. */
public final class LogTail {
  private LogTail() {}

  /** A heading and the last lines, stack frames left out; empty when there is no log. */
  public static String of(Path log, int lines) {
    try {
      List<String> all =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .filter(
                  line ->
                      !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t... "))
              .toList();
      List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
      return last.isEmpty() ? "" : "\n  " + log + " ends with:\n    " + String.join("\n    ", last);
    } catch (IOException e) {
      return "";
    }
  }
}
