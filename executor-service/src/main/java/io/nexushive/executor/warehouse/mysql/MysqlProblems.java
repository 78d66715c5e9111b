package io.nexushive.executor.warehouse.mysql;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Subjects;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Failures of MySQL and MariaDB in the product's words, by error number and else by SQLSTATE.
 *
 * @see <a href="https://mariadb.com/kb/en/mariadb-error-code-reference/">MariaDB's error codes</a>
 */
final class MysqlProblems {
  private static final int UNKNOWN_DATABASE = 1049;
  private static final Pattern QUOTED =
      Pattern.compile("(?:Table|column|Column|table|routine|FUNCTION) ['`]?([^\\s'`]+)['`]?");

  private static final Map<Integer, Problem> BY_NUMBER = new HashMap<>();
  private static final Map<String, Problem> BY_CLASS =
      Map.of(
          "08", Problem.UNREACHABLE,
          "22", Problem.BAD_VALUE,
          "25", Problem.NO_RIGHT,
          "28", Problem.REFUSED_LOGIN);

  static {
    put(Problem.SYNTAX, 1064, 1149, 1065);
    put(Problem.UNKNOWN_TABLE, 1146, 1051, 1109);
    put(Problem.UNKNOWN_COLUMN, 1054);
    put(Problem.AMBIGUOUS_COLUMN, 1052);
    // A login without the right to call anything is told that it may not call what is not there.
    put(Problem.UNKNOWN_FUNCTION, 1305, 1128, 1370, 1582, 1583, 1584, 1630);
    put(Problem.BAD_AGGREGATE, 1055, 1056, 1111, 1140, 4016);
    put(Problem.BAD_VALUE, 1264, 1292, 1365, 1366, 1367, 1411, 1441, 1690, 3140, 3141, 3143, 4078);
    put(Problem.NO_RIGHT, 1044, 1142, 1143, 1227, 1290, 1345, 1410, 1449, 1792);
    put(Problem.REFUSED_LOGIN, 1045, 1130, 1251, 1275, 1698, 1820, 1862, 3118, 3159, 4151);
    put(Problem.MISCONFIGURED, UNKNOWN_DATABASE);
    put(Problem.TIMED_OUT, 1205, 1317, 1969, 3024);
    put(Problem.OUT_OF_SPACE, 3, 1021, 1037, 1038, 1041, 1114, 1436, 5);
    put(Problem.TOO_LARGE, 1153, 1301);
    put(
        Problem.UNREACHABLE,
        1040,
        1053,
        1129,
        1135,
        1152,
        1158,
        1159,
        1160,
        1161,
        1203,
        1226,
        1927);
  }

  private MysqlProblems() {}

  private static void put(Problem problem, int... numbers) {
    for (int number : numbers) {
      BY_NUMBER.put(number, problem);
    }
  }

  static WarehouseException translate(SQLException failure, String sql) {
    String text = failure.getMessage() == null ? "" : failure.getMessage();
    Problem problem = BY_NUMBER.get(failure.getErrorCode());
    if (problem == null) {
      String state = failure.getSQLState() == null ? "" : failure.getSQLState();
      problem =
          state.length() < 2
              ? Problem.SQL_ERROR
              : BY_CLASS.getOrDefault(state.substring(0, 2), Problem.SQL_ERROR);
    }
    String subject = problem.repairable() && problem != Problem.SYNTAX ? subject(text, sql) : null;
    return new WarehouseException(problem, subject, failure);
  }

  private static String subject(String text, String sql) {
    Matcher quoted = QUOTED.matcher(text);
    return quoted.find() ? Subjects.ifWrittenAtAllIn(sql, quoted.group(1)) : null;
  }
}
