package io.nexushive.policy.fuzz;

import io.nexushive.local.FreePorts;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.Dialect;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The engines that say whether a text reads forbidden columns: two databases each that differ in
 * those only, and a role without a right to them where an engine has roles.
 */
record Witnesses(
    Map<Dialect, TwoDatabases> databases, Map<Dialect, ColumnRole> roles, LocalPostgres postgres)
    implements AutoCloseable {
  /** Starts a PostgreSQL in {@code folder}; the others run inside the test. */
  static Witnesses start(Path folder) throws SQLException {
    LocalPostgres postgres = LocalPostgres.start(folder, FreePorts.next());
    Map<Dialect, TwoDatabases> databases = new EnumMap<>(TwoDatabases.embedded());
    databases.put(
        Dialect.POSTGRES,
        TwoDatabases.of(
            Scenario.FORBIDDEN_COLUMNS,
            postgres.connect(Role.NEXUS_GATEWAY),
            postgres.connect(Role.NEXUS_AUDIT_OWNER)));
    return new Witnesses(databases, Map.of(Dialect.POSTGRES, ColumnRole.over(postgres)), postgres);
  }

  @Override
  public void close() throws SQLException {
    for (ColumnRole role : roles.values()) {
      role.close();
    }
    for (TwoDatabases each : databases.values()) {
      each.close();
    }
    postgres.close();
  }
}
