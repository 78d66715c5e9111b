package io.nexushive.executor.demo;

import io.nexushive.executor.demo.DemoSchema.Column;
import io.nexushive.executor.demo.DemoSchema.Index;
import io.nexushive.executor.demo.DemoSchema.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In what the engines differ to which the demonstration can be written. */
public enum DemoEngine {
  SQLITE(true, false, true, true),
  POSTGRES(true, true, true, true),
  /** Definitions end a transaction, keys are declared only, and there are no indexes. */
  SNOWFLAKE(false, true, true, false),
  /** As Snowflake, without unique keys. */
  DATABRICKS(false, true, false, false);

  private final boolean transactions;
  private final boolean comments;
  private final boolean uniqueKeys;
  private final boolean indexes;

  DemoEngine(boolean transactions, boolean comments, boolean uniqueKeys, boolean indexes) {
    this.transactions = transactions;
    this.comments = comments;
    this.uniqueKeys = uniqueKeys;
    this.indexes = indexes;
  }

  /** Whether tables that were made are gone again when the transaction is rolled back. */
  public boolean undoesDefinitions() {
    return transactions;
  }

  String create(Table table) {
    return table.columns().stream()
        .map(this::define)
        .collect(Collectors.joining(",\n  ", "CREATE TABLE " + table.name() + " (\n  ", "\n)"));
  }

  private String define(Column column) {
    String rule = column.isUnique() && !uniqueKeys ? "" : column.rule();
    return (column.name() + " " + column.type() + " NOT NULL " + rule).strip();
  }

  List<String> comments(Table table) {
    if (!comments) {
      return List.of();
    }
    return Stream.concat(
            Stream.of("COMMENT ON TABLE " + table.name() + " IS " + text(table.comment())),
            table.columns().stream()
                .map(
                    c ->
                        "COMMENT ON COLUMN "
                            + table.name()
                            + "."
                            + c.name()
                            + " IS "
                            + text(c.comment())))
        .toList();
  }

  List<String> indexes() {
    return indexes ? DemoSchema.INDEXES.stream().map(DemoEngine::create).toList() : List.of();
  }

  private static String create(Index index) {
    return "CREATE INDEX " + index.name() + " ON " + index.table() + " (" + index.column() + ")";
  }

  /**
   * Many rows in one statement. They are written out: a service takes as long for a statement of
   * one row as for one of a thousand, and not all drivers send bound rows together.
   */
  String insert(Table table, List<List<Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(this::literal).collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(",\n", "INSERT INTO " + table.name() + " VALUES\n", ""));
  }

  private String literal(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof LocalDate date) {
      return (this == SQLITE ? "" : "DATE ") + text(date.toString());
    }
    return value instanceof String words ? text(words) : value.toString();
  }

  /** Engines differ in what escapes a quote; the demonstration needs none. */
  private static String text(String value) {
    if (value.indexOf('\'') >= 0 || value.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("the demonstration has no quotes: " + value);
    }
    return "'" + value + "'";
  }
}
