package io.nexushive.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nexushive.local.process.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
  @TempDir Path dir;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void startsAgainWhatDied() {
    Supervised supervised = supervised("echo started; exec sleep 60");
    supervised.start();
    await().until(() -> lines() == 1 && supervised.child().pid().isPresent());
    supervised.child().kill();
    await().until(() -> lines() == 2);
    assertThat(supervised.restarts()).isEqualTo(1);
    supervised.stop();
  }

  @Test
  void startsNothingAfterItWasStopped() {
    Supervised supervised = supervised("echo started; exec sleep 60");
    supervised.start();
    await().until(() -> lines() == 1);
    supervised.stop();
    supervised.start();
    assertThat(supervised.isAlive()).isFalse();
    assertThat(supervised.restarts()).isZero();
  }

  private Supervised supervised(String script) {
    Child.Spec spec =
        new Child.Spec(
            "test",
            List.of("sh", "-c", script),
            Map.of(),
            dir.resolve("log"),
            dir.resolve("pid"),
            "TERM");
    return new Supervised("test", () -> Child.start(spec), timer, () -> {});
  }

  private long lines() throws Exception {
    Path log = dir.resolve("log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }
}
