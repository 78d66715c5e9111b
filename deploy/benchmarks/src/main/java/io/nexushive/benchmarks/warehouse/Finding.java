package io.nexushive.benchmarks.warehouse;

/**
 * A line of the table.
 *
 * @param figures what was measured
 * @param value what is held against the bar
 * @param bar what it is held against
 */
record Finding(String what, String figures, String value, String bar, boolean holds) {
  @Override
  public String toString() {
    return "%-52s %-26s %-24s %-8s %s"
        .formatted(what, figures, value, bar, holds ? "holds" : "MISSED");
  }
}
