package io.nexushive.policy.text;

import io.nexushive.model.envelope.Dialect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How a dialect writes literals, identifiers and comments. Sources are the lexers and manuals of
 * the engines; where two versions of an engine differ, the text is refused instead.
 *
 * @param backslash whether a backslash escapes inside a plain string
 * @param doubleQuotedStrings whether double quotes hold a string
 * @param doubledQuotes whether a doubled quote stands for one quote inside a string
 * @param backticks whether back-ticks hold an identifier
 * @param brackets whether square brackets hold an identifier
 * @param dollarStrings whether {@code $$…$$} is a string, and with a tag
 * @param escapeStrings whether {@code E'…'} is a string with backslash escapes
 * @param nestedComments whether block comments nest
 * @param hashComments whether {@code #} starts a comment
 * @param slashComments whether {@code //} starts a comment
 * @param dashNeedsSpace whether {@code --} is a comment only before white space
 * @param operators operators of more than one character, longest first
 */
record LexicalForm(
    boolean backslash,
    boolean doubleQuotedStrings,
    boolean doubledQuotes,
    boolean backticks,
    boolean brackets,
    DollarStrings dollarStrings,
    boolean escapeStrings,
    boolean nestedComments,
    boolean hashComments,
    boolean slashComments,
    boolean dashNeedsSpace,
    String[] operators) {

  enum DollarStrings {
    NONE,
    PLAIN,
    TAGGED
  }

  private static final String[] SQLITE = {
    "->>", "||", "<>", "!=", "<=", ">=", "==", "->", "<<", ">>"
  };
  private static final String[] MYSQL = {
    "<=>", "->>", "||", "<>", "!=", "<=", ">=", "->", "<<", ">>", "&&"
  };
  private static final String[] CAST = {"::", "||", "<>", "!=", "<=", ">=", "=>", "->"};
  private static final String[] POSTGRES = {
    "!~~*", "->>", "#>>", "!~*", "!~~", "~~*", "::", "||", "<>", "!=", "<=", ">=", "->", "#>", "@>",
    "<@", "@@", "~~", "~*", "!~", "?|", "?&", "<<", ">>", "&&", "=>"
  };
  private static final String[] DUCKDB = {
    "!~~*", "->>", "!~~", "~~*", "::", "||", "<>", "!=", "<=", ">=", "==", "->", "@>", "<@", "~~",
    "!~", "<<", ">>", "&&", "=>", "**"
  };

  private static final Map<Dialect, LexicalForm> FORMS = new EnumMap<>(Dialect.class);

  static {
    FORMS.put(
        Dialect.POSTGRES,
        new LexicalForm(
            false,
            false,
            true,
            false,
            false,
            DollarStrings.TAGGED,
            true,
            true,
            false,
            false,
            false,
            POSTGRES));
    FORMS.put(
        Dialect.DUCKDB,
        new LexicalForm(
            false,
            false,
            true,
            false,
            false,
            DollarStrings.TAGGED,
            true,
            true,
            false,
            false,
            false,
            DUCKDB));
    FORMS.put(
        Dialect.MYSQL,
        new LexicalForm(
            true,
            true,
            true,
            true,
            false,
            DollarStrings.NONE,
            false,
            false,
            true,
            false,
            true,
            MYSQL));
    FORMS.put(
        Dialect.SQLITE,
        new LexicalForm(
            false,
            false,
            true,
            true,
            true,
            DollarStrings.NONE,
            false,
            false,
            false,
            false,
            false,
            SQLITE));
    FORMS.put(
        Dialect.SNOWFLAKE,
        new LexicalForm(
            true,
            false,
            true,
            false,
            false,
            DollarStrings.PLAIN,
            false,
            false,
            false,
            true,
            false,
            CAST));
    FORMS.put(
        Dialect.DATABRICKS,
        new LexicalForm(
            true,
            true,
            false,
            true,
            false,
            DollarStrings.NONE,
            false,
            false,
            false,
            false,
            false,
            new String[] {"<=>", "::", "||", "<>", "!=", "<=", ">=", "==", "=>", "->", "|>"}));
    FORMS.put(
        Dialect.BIGQUERY,
        new LexicalForm(
            true,
            true,
            false,
            true,
            false,
            DollarStrings.NONE,
            false,
            false,
            true,
            false,
            false,
            new String[] {"||", "<>", "!=", "<=", ">=", "=>", "<<", ">>", "|>"}));
  }

  /** Prefixes after which a quote opens another kind of literal than it seems. */
  private static final Set<String> PREFIXES =
      Set.of("n", "b", "x", "u", "e", "r", "rb", "br", "q", "nq");

  static LexicalForm of(Dialect dialect) {
    return FORMS.get(dialect);
  }

  static boolean isPrefix(String word) {
    return word.startsWith("_") || PREFIXES.contains(word);
  }
}
