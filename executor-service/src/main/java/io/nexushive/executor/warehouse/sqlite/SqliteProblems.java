package io.nexushive.executor.warehouse.sqlite;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Subjects;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's failures in the product's words. */
final class SqliteProblems {
  private static final Map<Pattern, Problem> BY_TEXT = new LinkedHashMap<>();

  static {
    BY_TEXT.put(Pattern.compile("no such column: ([^\\s()]+)"), Problem.UNKNOWN_COLUMN);
    BY_TEXT.put(Pattern.compile("no such table: ([^\\s()]+)"), Problem.UNKNOWN_TABLE);
    BY_TEXT.put(Pattern.compile("ambiguous column name: ([^\\s()]+)"), Problem.AMBIGUOUS_COLUMN);
    BY_TEXT.put(Pattern.compile("no such function: ([^\\s()]+)"), Problem.UNKNOWN_FUNCTION);
    BY_TEXT.put(
        Pattern.compile("wrong number of arguments to function ([^\\s()]+)\\("),
        Problem.UNKNOWN_FUNCTION);
    BY_TEXT.put(
        Pattern.compile("misuse of aggregate(?: function)?:? (\\w+)"), Problem.BAD_AGGREGATE);
    BY_TEXT.put(
        Pattern.compile("syntax error|incomplete input|unrecognized token"), Problem.SYNTAX);
    BY_TEXT.put(Pattern.compile("integer overflow|malformed JSON|datatype"), Problem.BAD_VALUE);
  }

  private SqliteProblems() {}

  static WarehouseException translate(SQLException failure, String sql) {
    if (failure instanceof SQLiteException known) {
      Problem problem = byCode(known.getResultCode());
      if (problem != Problem.SQL_ERROR) {
        return new WarehouseException(problem, null, failure);
      }
    }
    String text = failure.getMessage() == null ? "" : failure.getMessage();
    for (Map.Entry<Pattern, Problem> entry : BY_TEXT.entrySet()) {
      Matcher matcher = entry.getKey().matcher(text);
      if (matcher.find()) {
        String subject = matcher.groupCount() == 0 ? null : matcher.group(1);
        return new WarehouseException(
            entry.getValue(), Subjects.ifWrittenIn(sql, subject), failure);
      }
    }
    return new WarehouseException(Problem.SQL_ERROR, null, failure);
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
