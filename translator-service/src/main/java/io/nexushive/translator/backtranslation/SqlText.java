package io.nexushive.translator.backtranslation;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.Select;

/** Reads the text of a candidate, within bounds of length and time. */
final class SqlText {
  private static final int LONGEST = 20_000;
  private static final int PARSE_MILLIS = 250;

  /**
   * What makes a parser look far ahead; a text with little of it needs no thread that is watched.
   */
  private static final Pattern NESTS = Pattern.compile("\\(|\\bcase\\b", Pattern.CASE_INSENSITIVE);

  private static final int SHALLOW = 12;

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
    if (NESTS.matcher(sql).results().limit(SHALLOW + 1).count() <= SHALLOW) {
      try {
        return query(new CCJSqlParser(sql).withAllowComplexParsing(false).Statements());
      } catch (ParseException | TokenMgrException e) {
        // Perhaps it is read with more effort.
      }
    }
    try {
      return query(
          CCJSqlParserUtil.parseStatements(
              sql, threads, parser -> parser.withTimeOut(PARSE_MILLIS)));
    } catch (JSQLParserException e) {
      // Policy says what is wrong with it.
      return Optional.empty();
    }
  }

  private static Optional<Select> query(Statements statements) {
    return statements.size() == 1 && statements.get(0) instanceof Select select
        ? Optional.of(select)
        : Optional.empty();
  }
}
