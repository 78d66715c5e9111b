package io.nexushive.translator.backtranslation;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.Select;

/** Reads the text of a candidate, within bounds of length and time. */
final class SqlText {
  private static final int LONGEST = 20_000;
  private static final int PARSE_MILLIS = 250;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "back-translation");
            thread.setDaemon(true);
            return thread;
          });

  /** The one query that {@code sql} is; absent where it is anything else or cannot be read. */
  Optional<Select> read(String sql) {
    if (sql.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      Statements statements =
          CCJSqlParserUtil.parseStatements(
              sql, threads, parser -> parser.withTimeOut(PARSE_MILLIS));
      return statements.size() == 1 && statements.get(0) instanceof Select select
          ? Optional.of(select)
          : Optional.empty();
    } catch (JSQLParserException e) {
      // Policy says what is wrong with it.
      return Optional.empty();
    }
  }
}
