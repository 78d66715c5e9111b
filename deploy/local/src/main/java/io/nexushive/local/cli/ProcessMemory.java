package io.nexushive.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory processes hold, where {@code /proc} tells. */
final class ProcessMemory {
  private ProcessMemory() {}

  /**
   * Memory of a process and its children. Shared pages are split among those who share them where
   * the kernel says so, or else PostgreSQL's sessions would count its buffers again and again.
   */
  static OptionalLong mib(long pid) {
    long own = kib(pid);
    if (own < 0) {
      return OptionalLong.empty();
    }
    long children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(child -> Math.max(0, kib(child.pid())))
            .sum();
    return OptionalLong.of((own + children) / 1024);
  }

  /** Memory of a process without its children. */
  static OptionalLong ownMib(long pid) {
    long own = kib(pid);
    return own < 0 ? OptionalLong.empty() : OptionalLong.of(own / 1024);
  }

  private static long kib(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    long proportional = line(process.resolve("smaps_rollup"), "Pss:");
    return proportional >= 0 ? proportional : line(process.resolve("status"), "VmRSS:");
  }

  private static long line(Path file, String name) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
