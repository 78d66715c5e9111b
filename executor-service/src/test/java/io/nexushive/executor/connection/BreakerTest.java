package io.nexushive.executor.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Hands clock = new Hands();
  private final Breaker breaker = new Breaker(2, PAUSE, clock);

  /** A clock that is put forward by hand. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void leavesAWarehouseAloneAfterFailuresInARow() {
    breaker.failed();
    assertThat(breaker.admits()).isTrue();
    breaker.failed();
    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void aSuccessInBetweenCountsAnew() {
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void letsOneThroughAfterAWhile() {
    breaker.failed();
    breaker.failed();
    clock.now = clock.now.plus(PAUSE);

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();

    breaker.failed();
    assertThat(breaker.admits()).isFalse();
    clock.now = clock.now.plus(PAUSE);
    assertThat(breaker.admits()).isTrue();
    breaker.succeeded();
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void whatTeachesNothingNeitherOpensNorClosesIt() {
    breaker.failed();
    breaker.undecided();
    breaker.failed();
    assertThat(breaker.admits()).isFalse();

    clock.now = clock.now.plus(PAUSE);
    assertThat(breaker.admits()).isTrue();
    breaker.undecided();
    assertThat(breaker.admits()).isTrue();
  }
}
