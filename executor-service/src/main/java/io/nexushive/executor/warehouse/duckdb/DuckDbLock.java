package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Bounds a database and keeps it from everything outside of it, for good. */
final class DuckDbLock {
  private static final String THREADS = "2";

  private DuckDbLock() {}

  /**
   * Locks the database of {@code statement} unless it is.
   *
   * @param readable the only files outside of the database that it may read
   */
  static void lock(Statement statement, long memoryBytes, List<Path> readable) throws SQLException {
    if (isLocked(statement)) {
      return;
    }
    statement.execute("SET memory_limit = '" + memoryBytes / 1024 + "KiB'");
    statement.execute("SET threads = " + THREADS);
    statement.execute("SET temp_directory = ''");
    if (!readable.isEmpty()) {
      statement.execute("SET allowed_paths = " + list(readable));
    }
    statement.execute("SET enable_external_access = false");
    statement.execute("SET lock_configuration = true");
    if (!isLocked(statement)) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
  }

  private static boolean isLocked(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT current_setting('lock_configuration') AND NOT"
                + " current_setting('enable_external_access')")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static String list(List<Path> paths) {
    return paths.stream().map(DataFile::literal).collect(Collectors.joining(", ", "[", "]"));
  }
}
