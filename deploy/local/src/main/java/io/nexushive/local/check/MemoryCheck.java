package io.nexushive.local.check;

import io.nexushive.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Sees that there is room for eight small processes. */
public final class MemoryCheck {
  /** What the whole stack takes at rest, with some room for work. */
  static final long NEEDED_MIB = 2_000;

  private MemoryCheck() {}

  /**
   * @throws LocalStackException when less memory is free than the stack takes
   */
  public static void run() {
    run(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
  }

  static void run(Path meminfo, Path cgroup) {
    OptionalLong free = availableMib(meminfo);
    OptionalLong left = leftInGroupMib(cgroup);
    long least = Math.min(free.orElse(Long.MAX_VALUE), left.orElse(Long.MAX_VALUE));
    if (least < NEEDED_MIB) {
      throw new LocalStackException(
          "too little memory: about %d MiB are needed and %d MiB are free; end other programs, or go on at your own risk with --skip-memory-check"
              .formatted(NEEDED_MIB, least));
    }
  }

  private static OptionalLong availableMib(Path meminfo) {
    try {
      return Files.readAllLines(meminfo).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong leftInGroupMib(Path cgroup) {
    try {
      long max = Long.parseLong(Files.readString(cgroup.resolve("memory.max")).strip());
      long used = Long.parseLong(Files.readString(cgroup.resolve("memory.current")).strip());
      return OptionalLong.of((max - used + fileCache(cgroup)) >> 20);
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Counted as used, but given up when somebody needs it. */
  private static long fileCache(Path cgroup) throws IOException {
    return Files.readAllLines(cgroup.resolve("memory.stat")).stream()
        .filter(line -> line.startsWith("inactive_file ") || line.startsWith("active_file "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }
}
