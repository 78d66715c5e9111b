package io.nexushive.runtime.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private Instant now = Instant.EPOCH;
  private final CircuitBreaker breaker =
      new CircuitBreaker(
          2,
          Duration.ofSeconds(60),
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void opensAfterFailuresInARowOnly() {
    breaker.failed();
    assertThat(breaker.allows()).isTrue();
    breaker.succeeded();
    breaker.failed();
    assertThat(breaker.allows()).isTrue();
    breaker.failed();
    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void letsOneProbeThroughWhenThePauseIsOver() {
    breaker.failed();
    breaker.failed();
    now = now.plusSeconds(59);
    assertThat(breaker.allows()).isFalse();
    now = now.plusSeconds(1);
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void closesAfterAGoodProbeAndOpensAgainAfterABadOne() {
    breaker.failed();
    breaker.failed();
    now = now.plusSeconds(60);
    assertThat(breaker.allows()).isTrue();
    breaker.failed();
    assertThat(breaker.allows()).isFalse();
    now = now.plusSeconds(60);
    assertThat(breaker.allows()).isTrue();
    breaker.succeeded();
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void whatTeachesNothingNeitherOpensNorClosesIt() {
    breaker.failed();
    breaker.undecided();
    breaker.failed();
    assertThat(breaker.allows()).isFalse();
    now = now.plusSeconds(60);
    assertThat(breaker.allows()).isTrue();
    breaker.undecided();
    assertThat(breaker.allows()).isTrue();
  }
}
