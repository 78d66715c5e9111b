package io.nexushive.runtime.fault;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Halts the process, as a power cut would, when it comes to a configured point. Without
 * configuration it does nothing. Whoever can set it can stop the process anyway.
 */
@Singleton
public class Faults {
  private static final Logger LOG = Logger.getLogger(Faults.class);
  private static final int EXIT_CODE = 137;

  private final String point;
  private final AtomicInteger remaining;

  /**
   * @param point {@code nexushive.fault.halt-at}: taken, before-publish or before-commit
   * @param events {@code nexushive.fault.at-event}: at the how-manyeth event, from 1
   */
  public Faults(
      @ConfigProperty(name = "nexushive.fault.halt-at") Optional<String> point,
      @ConfigProperty(name = "nexushive.fault.at-event", defaultValue = "1") int events) {
    this.point = point.orElse("");
    this.remaining = new AtomicInteger(events);
  }

  /** Dies here if configuration says so. */
  public void at(FaultPoint here) {
    if (!point.isEmpty() && point.equals(here.wire()) && remaining.decrementAndGet() == 0) {
      LOG.warnf("halting as configured point=%s", point);
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
