package io.nexushive.benchmarks.warehouse;

import java.lang.management.ManagementFactory;

/** How much of the heap is in use, garbage aside. */
final class Heap {
  private static final int ROUNDS = 3;

  private Heap() {}

  /**
   * After collections that were asked for; objects that wait to be finalised need more than one.
   */
  static long used() {
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
