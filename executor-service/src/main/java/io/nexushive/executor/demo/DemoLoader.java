package io.nexushive.executor.demo;

import io.nexushive.executor.demo.DemoSchema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes the demonstration's tables and rows over a connection that may write. The rows are the
 * same in every engine.
 */
public final class DemoLoader {
  private static final int ROWS_AT_A_TIME = 1_000;

  private final Connection connection;
  private final DemoEngine engine;
  private final Consumer<String> progress;
  private final Deque<String> made = new ArrayDeque<>();

  /**
   * @param progress is told what has been done, in a line each
   */
  public DemoLoader(Connection connection, DemoEngine engine, Consumer<String> progress) {
    this.connection = connection;
    this.engine = engine;
    this.progress = progress;
  }

  /** The tables' names, in an order in which each refers to earlier ones only. */
  public static List<String> tables() {
    return DemoSchema.TABLES.stream().map(Table::name).toList();
  }

  /** As {@link #write}, in a transaction of its own; nothing is left where it fails. */
  public void load(LocalDate anchor) throws SQLException {
    connection.setAutoCommit(false);
    write(anchor);
    connection.commit();
  }

  /**
   * Creates and fills everything, and leaves it to the caller to commit, or to {@link #undo}.
   *
   * @param anchor the last day with sales
   */
  public void write(LocalDate anchor) throws SQLException {
    DemoData data = new DemoData(anchor);
    try (Statement statement = connection.createStatement()) {
      for (Table table : DemoSchema.TABLES) {
        statement.execute(engine.create(table));
        made.push(table.name());
        run(statement, engine.comments(table));
      }
      progress.accept(made.size() + " tables made");
      for (Table table : DemoSchema.TABLES) {
        fill(statement, table, data.rows(table.name()));
      }
      run(statement, engine.indexes());
    }
  }

  private void fill(Statement statement, Table table, List<List<Object>> rows) throws SQLException {
    for (int done = 0; done < rows.size(); ) {
      int end = Math.min(done + ROWS_AT_A_TIME, rows.size());
      statement.execute(engine.insert(table, rows.subList(done, end)));
      done = end;
      progress.accept(
          String.format(Locale.ROOT, "%s: %,d of %,d rows", table.name(), done, rows.size()));
    }
  }

  private static void run(Statement statement, List<String> sql) throws SQLException {
    for (String each : sql) {
      statement.execute(each);
    }
  }

  /** Takes back what was written and not committed; only tables that were made here are dropped. */
  public void undo() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    if (!engine.undoesDefinitions()) {
      try (Statement statement = connection.createStatement()) {
        while (!made.isEmpty()) {
          statement.execute("DROP TABLE " + made.peek());
          made.pop();
        }
      }
    }
  }
}
