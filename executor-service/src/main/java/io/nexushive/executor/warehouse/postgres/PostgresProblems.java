package io.nexushive.executor.warehouse.postgres;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Subjects;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's failures in the product's words, by SQLSTATE. */
final class PostgresProblems {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern NAMED = Pattern.compile("(?:column|function) (\\w[\\w.]*)");

  private static final Map<String, Problem> BY_STATE =
      Map.ofEntries(
          Map.entry("42P01", Problem.UNKNOWN_TABLE),
          Map.entry("3F000", Problem.UNKNOWN_TABLE),
          Map.entry("42703", Problem.UNKNOWN_COLUMN),
          Map.entry("42702", Problem.AMBIGUOUS_COLUMN),
          Map.entry("42883", Problem.UNKNOWN_FUNCTION),
          Map.entry("42601", Problem.SYNTAX),
          Map.entry("42803", Problem.BAD_AGGREGATE),
          Map.entry("42804", Problem.BAD_VALUE),
          Map.entry("42846", Problem.BAD_VALUE),
          Map.entry("42501", Problem.NO_RIGHT),
          Map.entry("25006", Problem.NO_RIGHT),
          Map.entry("57014", Problem.TIMED_OUT),
          Map.entry("53100", Problem.OUT_OF_SPACE),
          Map.entry("53200", Problem.OUT_OF_SPACE),
          Map.entry("53400", Problem.OUT_OF_SPACE),
          Map.entry("3D000", Problem.MISCONFIGURED));

  private static final Map<String, Problem> BY_CLASS =
      Map.of(
          "08", Problem.UNREACHABLE,
          "22", Problem.BAD_VALUE,
          "28", Problem.REFUSED_LOGIN,
          "53", Problem.UNREACHABLE,
          "54", Problem.OUT_OF_SPACE,
          "57", Problem.UNREACHABLE,
          "58", Problem.UNREACHABLE);

  private PostgresProblems() {}

  static WarehouseException translate(SQLException failure, String sql) {
    String state = failure.getSQLState();
    if (state == null || state.length() < 2) {
      return new WarehouseException(Problem.SQL_ERROR, null, failure);
    }
    String text = failure.getMessage() == null ? "" : failure.getMessage();
    if (text.contains("maxResultBuffer")) {
      return new WarehouseException(Problem.TOO_LARGE, null, failure);
    }
    Problem problem = BY_STATE.get(state);
    if (problem == null) {
      problem = BY_CLASS.getOrDefault(state.substring(0, 2), Problem.SQL_ERROR);
    }
    if (problem == Problem.UNKNOWN_FUNCTION && text.contains("operator does not exist")) {
      problem = Problem.BAD_VALUE;
    }
    String subject = problem.repairable() && problem != Problem.SYNTAX ? subject(text) : null;
    return new WarehouseException(problem, Subjects.ifWrittenIn(sql, subject), failure);
  }

  private static String subject(String text) {
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.find()) {
      return quoted.group(1);
    }
    Matcher named = NAMED.matcher(text);
    return named.find() ? named.group(1) : null;
  }
}
