package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Subjects;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Snowflake's failures in the product's words, by number and else by SQLSTATE. */
final class SnowflakeProblems {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:identifier|column name|Object|Table|View|[Ff]unction) '?\"?([^\\s'\"]+)",
          Pattern.DOTALL);

  /** Numbers from here on, up to the next thousand, are about logins and sessions. */
  private static final int LOGIN = 390_000;

  private static final int LOGIN_END = 391_000;

  /** The session is over: the next one works. */
  private static final Set<Integer> SESSION_GONE = Set.of(390_104, 390_111, 390_112, 390_114);

  private static final Map<Integer, Problem> BY_NUMBER = new HashMap<>();
  private static final Map<String, Problem> BY_CLASS =
      Map.of(
          "08", Problem.UNREACHABLE,
          "22", Problem.BAD_VALUE,
          "28", Problem.REFUSED_LOGIN,
          "53", Problem.OUT_OF_SPACE,
          "57", Problem.UNREACHABLE,
          "58", Problem.UNREACHABLE);

  static {
    put(Problem.SYNTAX, 1003, 1038, 1044);
    put(Problem.UNKNOWN_COLUMN, 904);
    put(Problem.UNKNOWN_TABLE, 2003, 2043);
    put(Problem.UNKNOWN_FUNCTION, 2140, 2141);
    put(Problem.AMBIGUOUS_COLUMN, 2028, 1008);
    put(Problem.BAD_AGGREGATE, 979, 2022);
    put(Problem.BAD_VALUE, 1007, 1045, 2016);
    put(Problem.NO_RIGHT, 3001, 3540);
    put(Problem.TIMED_OUT, 604, 630);
    // No compute, or none that the role may use.
    put(Problem.MISCONFIGURED, 606, 90_105, 90_106, 90_109);
    put(Problem.OUT_OF_SPACE, 300_005, 90_073);
  }

  private SnowflakeProblems() {}

  private static void put(Problem problem, int... numbers) {
    for (int number : numbers) {
      BY_NUMBER.put(number, problem);
    }
  }

  static WarehouseException translate(SQLException failure, String sql) {
    Problem problem = problem(failure);
    Matcher named = NAMED.matcher(failure.getMessage() == null ? "" : failure.getMessage());
    boolean about = problem.repairable() && problem != Problem.SYNTAX && named.find();
    return new WarehouseException(
        problem, about ? Subjects.ifWrittenAtAllIn(sql, named.group(1)) : null, failure);
  }

  private static Problem problem(SQLException failure) {
    int number = failure.getErrorCode();
    if (SESSION_GONE.contains(number)) {
      return Problem.UNREACHABLE;
    }
    if (number >= LOGIN && number < LOGIN_END) {
      return Problem.REFUSED_LOGIN;
    }
    Problem known = BY_NUMBER.get(number);
    if (known != null) {
      return known;
    }
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.length() < 2
        ? Problem.SQL_ERROR
        : BY_CLASS.getOrDefault(state.substring(0, 2), Problem.SQL_ERROR);
  }
}
