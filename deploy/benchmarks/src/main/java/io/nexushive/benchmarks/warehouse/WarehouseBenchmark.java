package io.nexushive.benchmarks.warehouse;

import io.nexushive.executor.warehouse.Watchdog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The executor's adapters beside their drivers: rows per second, what is left of a large result
 * that is cut, and how one connection that hangs keeps others waiting.
 */
public final class WarehouseBenchmark {
  private static final Set<String> ALL = Set.of("stream", "cut", "bulkhead");

  private WarehouseBenchmark() {}

  /** An engine that is still to be started. */
  private interface Starter {
    Engine start(Path folder, Watchdog watchdog) throws Exception;
  }

  /**
   * Arguments: which parts ({@code stream}, {@code cut}, {@code bulkhead}); default: all. Exit code
   * 0: all bars hold; 1: one is missed; 2: there is no such part.
   */
  public static void main(String[] args) throws Exception {
    Set<String> parts = args.length == 0 ? ALL : Set.of(args);
    if (!ALL.containsAll(parts)) {
      System.err.println("parts are stream, cut and bulkhead");
      System.exit(2);
    }
    Path folder = Files.createTempDirectory("nexushive-benchmark").toRealPath();
    List<Finding> findings = new ArrayList<>();
    try (Watchdog watchdog = new Watchdog()) {
      System.out.printf("load before: %.1f%n", load());
      for (Starter starter :
          List.<Starter>of(SqliteEngine::new, PostgresEngine::new, DuckDbEngine::new)) {
        try (Engine engine = starter.start(folder, watchdog)) {
          if (parts.contains("stream")) {
            say(List.of(StreamBenchmark.run(engine)), findings);
          }
          if (parts.contains("cut")) {
            say(CutBenchmark.run(engine), findings);
          }
        }
      }
      if (parts.contains("bulkhead")) {
        say(BulkheadBenchmark.run(folder, watchdog), findings);
      }
      System.out.printf("load after: %.1f%n", load());
    } finally {
      delete(folder);
    }
    System.exit(findings.stream().allMatch(Finding::holds) ? 0 : 1);
  }

  private static void say(List<Finding> found, List<Finding> all) {
    found.forEach(System.out::println);
    all.addAll(found);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
