package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.warehouse.WarehouseContract;

/** The contract for kinds whose statements run in a DuckDB inside this process. */
public abstract class OnDuckDbContract extends WarehouseContract {
  @Override
  protected String endless() {
    return "SELECT count(*) AS c FROM range(1000000000) a, range(1000000000) b WHERE a.range <"
        + " b.range";
  }

  @Override
  protected String manyRows(long rows) {
    return "SELECT range AS i FROM range(" + rows + ")";
  }

  /** DuckDB runs inside this process, on the thread that asked: one in native code is running. */
  @Override
  protected long running() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                stack.length > 0
                    && stack[0].isNativeMethod()
                    && stack[0].getClassName().startsWith("org.duckdb."))
        .count();
  }
}
