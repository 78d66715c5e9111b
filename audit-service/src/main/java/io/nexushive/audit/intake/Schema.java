package io.nexushive.audit.intake;

import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to date, as their owner; the service itself has another role. It is done
 * when recording starts and not when the process does, so that a database that is away keeps
 * nothing from starting.
 */
@Singleton
public class Schema {
  private static final Logger LOG = Logger.getLogger(Schema.class);

  private final Flyway flyway;

  public Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  /** Whether the tables are there now. */
  boolean migrate() {
    try {
      flyway.migrate();
      return true;
    } catch (FlywayException e) {
      LOG.warnf("the tables cannot be made yet reason=%s", e.getMessage());
      return false;
    }
  }
}
