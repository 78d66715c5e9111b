package io.nexushive.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Users beside each other, each starting a round when the last one has ended (closed loop). */
final class Users {
  private Users() {}

  /**
   * Runs {@code rounds} rounds for each user.
   *
   * @param users one round source per user
   */
  static Latencies run(List<? extends Round> users, int rounds) throws Exception {
    Latencies latencies = new Latencies();
    ExecutorService pool = Executors.newFixedThreadPool(users.size());
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (Round user : users) {
        tasks.add(
            () -> {
              for (int i = 0; i < rounds; i++) {
                latencies.add(user.run());
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return latencies;
  }
}
