package io.nexushive.audit.intake;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables up to date, as their owner; the service itself has another role. It is done
 * when recording starts and not when the process does, so that a database that is away keeps
 * nothing from starting.
 */
@Singleton
public class Schema {
  private final Flyway flyway;

  public Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  /**
   * Returns when the tables are there.
   *
   * @throws SQLException when they cannot be made now
   */
  void migrate() throws SQLException {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new SQLException("the audit's tables cannot be made", e);
    }
  }
}
