package io.nexushive.executor.warehouse.sqlite;

import static java.util.Map.entry;

import io.nexushive.executor.warehouse.ErrorTexts;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's failures in the product's words. */
final class SqliteProblems {
  private static final ErrorTexts TEXTS =
      ErrorTexts.of(
          entry("no such column: ([^\\s()]+)", Problem.UNKNOWN_COLUMN),
          entry("no such table: ([^\\s()]+)", Problem.UNKNOWN_TABLE),
          entry("ambiguous column name: ([^\\s()]+)", Problem.AMBIGUOUS_COLUMN),
          entry("no such function: ([^\\s()]+)", Problem.UNKNOWN_FUNCTION),
          entry("wrong number of arguments to function ([^\\s()]+)\\(", Problem.UNKNOWN_FUNCTION),
          entry("misuse of aggregate(?: function)?:? (\\w+)", Problem.BAD_AGGREGATE),
          entry("syntax error|incomplete input|unrecognized token", Problem.SYNTAX),
          entry("integer overflow|malformed JSON|datatype", Problem.BAD_VALUE));

  private SqliteProblems() {}

  static WarehouseException translate(SQLException failure, String sql) {
    if (failure instanceof SQLiteException known) {
      Problem problem = byCode(known.getResultCode());
      if (problem != Problem.SQL_ERROR) {
        return new WarehouseException(problem, null, failure);
      }
    }
    return TEXTS
        .read(failure.getMessage(), sql, failure)
        .orElseGet(() -> new WarehouseException(Problem.SQL_ERROR, null, failure));
  }

  private static Problem byCode(SQLiteErrorCode code) {
    return switch (code) {
      case SQLITE_TOOBIG -> Problem.TOO_LARGE;
      case SQLITE_NOMEM, SQLITE_FULL -> Problem.OUT_OF_SPACE;
      case SQLITE_CANTOPEN,
          SQLITE_NOTADB,
          SQLITE_CORRUPT,
          SQLITE_IOERR,
          SQLITE_BUSY,
          SQLITE_LOCKED,
          SQLITE_PROTOCOL ->
          Problem.UNREACHABLE;
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> Problem.NO_RIGHT;
      case SQLITE_MISMATCH, SQLITE_RANGE -> Problem.BAD_VALUE;
      case SQLITE_INTERRUPT -> Problem.TIMED_OUT;
      default -> Problem.SQL_ERROR;
    };
  }
}
