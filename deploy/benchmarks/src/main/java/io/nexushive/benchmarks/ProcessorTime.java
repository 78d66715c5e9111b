package io.nexushive.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processor time of the local stack's processes and of this one, gathered over stretches of a run.
 * A median under a closed loop that keeps all cores busy is mostly processor time; this says whose.
 */
final class ProcessorTime {
  private static final String PID = ".pid";
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, ProcessHandle> processes = new TreeMap<>();
  private final Map<String, Duration> spent = new LinkedHashMap<>();
  private Map<String, Duration> before = Map.of();
  private long rounds;

  /**
   * @param run the folder in which each process of the local stack has its {@code NAME.pid}
   * @throws IOException the folder or a file in it cannot be read
   */
  ProcessorTime(Path run) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(run)) {
      files = all.filter(file -> file.getFileName().toString().endsWith(PID)).toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replace(PID, "");
      long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
      ProcessHandle.of(pid).ifPresent(process -> processes.put(name, process));
    }
    processes.put("this benchmark", ProcessHandle.current());
  }

  /** What follows counts. */
  void begin() {
    before = now();
  }

  /** What came since {@link #begin} was spent on {@code more} rounds. */
  void end(int more) {
    now().forEach((name, time) -> spent.merge(name, time.minus(before.get(name)), Duration::plus));
    rounds += more;
  }

  /** Milliseconds of processor time for each round, largest first. */
  @Override
  public String toString() {
    double all = spent.values().stream().mapToLong(Duration::toNanos).sum();
    return perRound("all", all)
        + spent.entrySet().stream()
            .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
            .map(entry -> ", " + perRound(entry.getKey(), entry.getValue().toNanos()))
            .collect(Collectors.joining());
  }

  private String perRound(String name, double nanos) {
    return String.format(Locale.ROOT, "%s %.2f", name, nanos / NANOS_PER_MILLI / rounds);
  }

  private Map<String, Duration> now() {
    Map<String, Duration> times = new TreeMap<>();
    processes.forEach(
        (name, process) ->
            times.put(
                name,
                Stream.concat(Stream.of(process), process.descendants())
                    .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus)));
    return times;
  }
}
