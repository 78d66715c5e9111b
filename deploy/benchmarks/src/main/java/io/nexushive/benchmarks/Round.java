package io.nexushive.benchmarks;

/** One thing that a user waits for. */
interface Round {
  /**
   * Does it once.
   *
   * @return how long the user waited, in nanoseconds
   */
  long run() throws Exception;
}
