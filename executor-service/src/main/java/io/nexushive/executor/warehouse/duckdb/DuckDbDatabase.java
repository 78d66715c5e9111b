package io.nexushive.executor.warehouse.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/** A DuckDB database inside this process. */
interface DuckDbDatabase extends AutoCloseable {
  /** A new session. */
  Connection session() throws SQLException;

  /** Notices what came or went; sessions that are open keep what they have. */
  default void refresh() throws SQLException {}

  /** Changes when sessions that were opened before are of no use any more. */
  default long generation() {
    return 0;
  }

  @Override
  void close();
}
