package io.nexushive.benchmarks;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Times of single rounds, in nanoseconds. */
final class Latencies {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long value) {
    nanos.add(value);
  }

  void addAll(Latencies others) {
    nanos.addAll(others.nanos);
  }

  int count() {
    return nanos.size();
  }

  /**
   * The value below which {@code share} (0 to 1) of all rounds lie, in milliseconds; nearest rank.
   */
  double percentile(double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length - 1, rank - 1))] / NANOS_PER_MILLI;
  }

  @Override
  public String toString() {
    return nanos.isEmpty()
        ? "none"
        : String.format(
            java.util.Locale.ROOT,
            "n=%d p50=%.2f ms p90=%.2f ms p99=%.2f ms max=%.2f ms",
            count(),
            percentile(0.5),
            percentile(0.9),
            percentile(0.99),
            percentile(1));
  }
}
