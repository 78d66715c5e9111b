package io.nexushive.benchmarks.warehouse;

import io.nexushive.executor.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.SQLException;

/** A warehouse that is reached by the adapter and by its driver alone. */
interface Engine extends AutoCloseable {
  String name();

  /** By the adapter, as the executor does; a warehouse of its own each time, to be closed. */
  Warehouse connect();

  /** By the driver, as a program would that reads large results and keeps little in memory. */
  Connection bare() throws SQLException;

  /** Fifty million rows that are stored nowhere. */
  String manyRows();

  /** How many statements of that text the server runs now; an engine in this process has none. */
  default int running() throws SQLException {
    return 0;
  }

  @Override
  void close() throws Exception;
}
