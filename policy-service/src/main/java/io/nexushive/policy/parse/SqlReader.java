package io.nexushive.policy.parse;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.Lexer;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.text.Token;
import io.nexushive.policy.tree.Printer;
import io.nexushive.policy.tree.Query;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.Select;

/** From a text to the closed tree: guard, parse, exactly one query, carry over. */
public final class SqlReader {
  private static final long PARSE_MILLIS = 250;
  private static final Watchdog STANDARD = new Watchdog(PARSE_MILLIS);
  private static final int SIMPLE_DEPTH = 12;
  private static final Set<String> QUERY_STARTS = Set.of("SELECT", "WITH", "VALUES", "FROM");
  private static final Set<String> COMMANDS =
      Set.of(
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "REPLACE",
          "UPSERT",
          "DROP",
          "CREATE",
          "ALTER",
          "TRUNCATE",
          "GRANT",
          "REVOKE",
          "COPY",
          "CALL",
          "EXEC",
          "EXECUTE",
          "DO",
          "SET",
          "RESET",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "START",
          "SAVEPOINT",
          "PREPARE",
          "DEALLOCATE",
          "DECLARE",
          "FETCH",
          "MOVE",
          "CLOSE",
          "LISTEN",
          "NOTIFY",
          "UNLISTEN",
          "LOCK",
          "UNLOCK",
          "VACUUM",
          "ANALYZE",
          "CLUSTER",
          "REINDEX",
          "REFRESH",
          "CHECKPOINT",
          "LOAD",
          "INSTALL",
          "ATTACH",
          "DETACH",
          "PRAGMA",
          "EXPLAIN",
          "DESCRIBE",
          "DESC",
          "SHOW",
          "USE",
          "HANDLER",
          "TABLE",
          "PUT",
          "GET",
          "LIST",
          "REMOVE",
          "EXPORT",
          "IMPORT",
          "PIVOT",
          "UNPIVOT",
          "SUMMARIZE",
          "COMMENT",
          "SECURITY",
          "DISCARD",
          "KILL",
          "FLUSH",
          "PURGE",
          "RENAME",
          "CACHE",
          "UNCACHE",
          "OPTIMIZE",
          "MSCK",
          "ADD",
          "RESTORE",
          "UNDROP",
          "ASSERT");

  private final Limits limits;
  private final Watchdog watchdog;

  public SqlReader(Limits limits) {
    this(limits, STANDARD);
  }

  SqlReader(Limits limits, Watchdog watchdog) {
    this.limits = limits;
    this.watchdog = watchdog;
  }

  /**
   * @throws SqlRefused when the text is not exactly one query that can be read whole
   */
  public Query read(String sql, Dialect dialect) {
    List<Token> tokens = tokens(sql, dialect);
    Query query = tree(tokens);
    new Fidelity(dialect, limits).check(tokens, query);
    return query;
  }

  /**
   * Reads a text of the printer's. That it is read whole shows in its print, which is the text.
   *
   * @throws SqlRefused when the text is not exactly one query, or not what its tree prints
   */
  public Query reread(String printed, Dialect dialect) {
    Query query = tree(tokens(printed, dialect));
    if (!Printer.print(query).equals(printed)) {
      throw new SqlRefused(
          "unstable", "The SQL does not mean the same after it is printed.", -1, true);
    }
    return query;
  }

  private List<Token> tokens(String sql, Dialect dialect) {
    return DialectForms.standard(statement(Lexer.read(sql, dialect, limits)), dialect);
  }

  private Query tree(List<Token> tokens) {
    Script script = new Script(tokens);
    return new SelectReader(script).query(parse(script, tokens));
  }

  /** The tokens of the one statement; a semicolon may end it. */
  private static List<Token> statement(List<Token> tokens) {
    List<Token> kept = tokens;
    if (!tokens.isEmpty() && isSemicolon(tokens.get(tokens.size() - 1))) {
      kept = tokens.subList(0, tokens.size() - 1);
    }
    if (kept.isEmpty()) {
      throw new SqlRefused("syntax", "There is no statement.", -1, true);
    }
    for (Token token : kept) {
      if (isSemicolon(token)) {
        throw new SqlRefused(
            "one-statement", "Only one statement is permitted.", token.position(), true);
      }
    }
    first(kept);
    return kept;
  }

  private static void first(List<Token> tokens) {
    Token first = tokens.get(0);
    for (Token token : tokens) {
      if (token.kind() != Token.Kind.OPERATOR || !token.raw().equals("(")) {
        first = token;
        break;
      }
    }
    String word = first.raw().toUpperCase(java.util.Locale.ROOT);
    if (first.kind() == Token.Kind.WORD && QUERY_STARTS.contains(word)) {
      return;
    }
    if (first.kind() == Token.Kind.WORD && COMMANDS.contains(word)) {
      throw new SqlRefused(
          "read-only", "Only a query is permitted, not " + word + ".", first.position(), false);
    }
    throw new SqlRefused("syntax", "The text does not start like a query.", first.position(), true);
  }

  private Select parse(Script script, List<Token> tokens) {
    ParseException simple;
    try {
      return only(script, false);
    } catch (ParseException e) {
      simple = e;
    } catch (RuntimeException | StackOverflowError e) {
      throw notParsed(script, e);
    }
    if (depth(tokens) > SIMPLE_DEPTH) {
      throw notParsed(script, simple);
    }
    try {
      return only(script, true);
    } catch (ParseException | RuntimeException | StackOverflowError e) {
      throw notParsed(script, e);
    }
  }

  private Select only(Script script, boolean complex) throws ParseException {
    CCJSqlParser parser = new CCJSqlParser(new WholeText(script.text()));
    parser.withAllowComplexParsing(complex);
    watchdog.watch(parser);
    try {
      Statements statements = statements(parser);
      if (statements.size() != 1) {
        throw new SqlRefused("one-statement", "Only one statement is permitted.", -1, true);
      }
      Statement statement = statements.get(0);
      if (!(statement instanceof Select select)) {
        throw new SqlRefused("read-only", "Only a query is permitted.", 0, false);
      }
      return select;
    } finally {
      watchdog.done(parser);
    }
  }

  private static Statements statements(CCJSqlParser parser) throws ParseException {
    try {
      return parser.Statements();
    } catch (ParseException | RuntimeException e) {
      if (parser.interrupted) {
        throw new SqlRefused(
            "too-large", "The SQL takes too long to read; ask for less in one query.", -1, true);
      }
      throw e;
    }
  }

  private static SqlRefused notParsed(Script script, Throwable cause) {
    if (cause instanceof SqlRefused refused) {
      return refused;
    }
    int position = -1;
    if (cause instanceof ParseException e
        && e.currentToken != null
        && e.currentToken.next != null) {
      position = script.position(e.currentToken.next.absoluteBegin);
    }
    return new SqlRefused("syntax", "The SQL cannot be parsed.", position, true);
  }

  private static int depth(List<Token> tokens) {
    int depth = 0;
    int deepest = 0;
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.OPERATOR) {
        char c = token.raw().charAt(0);
        if (c == '(') {
          deepest = Math.max(deepest, ++depth);
        } else if (c == ')') {
          depth--;
        }
      }
    }
    return deepest;
  }

  private static boolean isSemicolon(Token token) {
    return token.kind() == Token.Kind.OPERATOR && token.raw().equals(";");
  }
}
