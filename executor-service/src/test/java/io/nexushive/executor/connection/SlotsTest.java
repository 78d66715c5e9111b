package io.nexushive.executor.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.executor.warehouse.WarehouseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlotsTest {
  @Test
  void whoeverWaitsTooLongIsTold() {
    Slots slots = new Slots(1, 1, Duration.ofMillis(50));
    Slots.Place taken = slots.take();

    assertThatThrownBy(slots::take).isInstanceOf(WarehouseException.class);

    taken.close();
    slots.take().close();
    assertThat(slots.free()).isEqualTo(1);
  }

  @Test
  void whoeverWaitsShortlyGetsThePlace() throws Exception {
    Slots slots = new Slots(1, 1, Duration.ofSeconds(20));
    Slots.Place taken = slots.take();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> slots.take().close());

    taken.close();

    waiting.get(20, TimeUnit.SECONDS);
    assertThat(slots.free()).isEqualTo(1);
  }

  @Test
  void nobodyWaitsBehindTooManyOthers() {
    Slots slots = new Slots(1, 1, Duration.ofSeconds(60));
    Slots.Place taken = slots.take();
    Thread waiting = new Thread(() -> slots.take().close());
    waiting.start();
    Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    long start = System.nanoTime();

    assertThatThrownBy(slots::take).isInstanceOf(WarehouseException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    taken.close();
    Awaitility.await().until(() -> !waiting.isAlive());
  }
}
