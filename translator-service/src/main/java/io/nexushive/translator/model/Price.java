package io.nexushive.translator.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model's tokens cost, for a million of them.
 *
 * @param sent of what it is sent
 * @param written of what it writes
 */
record Price(BigDecimal sent, BigDecimal written) {
  private static final int MILLION = 6;

  /** What a call cost; absent where the server did not count its tokens. */
  Optional<BigDecimal> of(Usage usage) {
    return usage.isCounted()
        ? Optional.of(
            sent.multiply(BigDecimal.valueOf(usage.in()))
                .add(written.multiply(BigDecimal.valueOf(usage.out())))
                .movePointLeft(MILLION))
        : Optional.empty();
  }
}
