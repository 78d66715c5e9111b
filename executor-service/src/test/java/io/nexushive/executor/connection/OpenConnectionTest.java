package io.nexushive.executor.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.runtime.resilience.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class OpenConnectionTest {
  private static final int THRESHOLD = 5;

  private final OpenConnection connection =
      new OpenConnection(
          null,
          null,
          null,
          new Slots(1, 0, Duration.ofSeconds(1)),
          new CircuitBreaker(THRESHOLD, Duration.ofMinutes(1), Clock.systemUTC()));

  /** One asker's queries must not take the connection from all others. */
  @ParameterizedTest
  @EnumSource(
      value = Problem.class,
      mode = Mode.EXCLUDE,
      names = {"UNREACHABLE", "REFUSED_LOGIN"})
  void isUsedOnAfterTroublesOfTheQuery(Problem problem) {
    fail(problem);

    assertThat(connection.<Boolean>use(warehouse -> true)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Problem.class,
      names = {"UNREACHABLE", "REFUSED_LOGIN"})
  void restsAfterTroublesOfTheWarehouse(Problem problem) {
    fail(problem);

    assertThatThrownBy(() -> connection.use(warehouse -> true))
        .isInstanceOfSatisfying(
            WarehouseException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNREACHABLE));
  }

  private void fail(Problem problem) {
    for (int i = 0; i < THRESHOLD; i++) {
      assertThatThrownBy(
              () ->
                  connection.use(
                      warehouse -> {
                        throw new WarehouseException(problem);
                      }))
          .isInstanceOf(WarehouseException.class);
    }
  }
}
