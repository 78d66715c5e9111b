package io.nexushive.model.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of columns in the expressions of metrics. */
public final class ExpressionNames {
  private static final Pattern PIECE =
      Pattern.compile(
          "'(?:[^']|'')*'"
              + "|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"
              + "|[\"`](?<quoted>[^\"`]+)[\"`]"
              // A name with a bracket behind it is a function's.
              + "|(?<plain>[\\p{L}_][\\p{L}\\p{N}_$]*+)(?!\\s*\\()"
              + "|[\\p{L}_][\\p{L}\\p{N}_$]*+"
              + "|.",
          Pattern.DOTALL);

  /** What stands in expressions and is no column, unless a column is called so. */
  private static final Set<String> WORDS =
      Set.of(
          "all",
          "and",
          "as",
          "asc",
          "between",
          "bigint",
          "boolean",
          "by",
          "case",
          "char",
          "date",
          "day",
          "decimal",
          "desc",
          "distinct",
          "double",
          "else",
          "end",
          "escape",
          "false",
          "filter",
          "float",
          "float64",
          "from",
          "group",
          "hour",
          "ilike",
          "in",
          "int",
          "int64",
          "integer",
          "interval",
          "is",
          "like",
          "minute",
          "month",
          "not",
          "null",
          "numeric",
          "or",
          "order",
          "precision",
          "quarter",
          "real",
          "second",
          "signed",
          "smallint",
          "string",
          "text",
          "then",
          "timestamp",
          "true",
          "unsigned",
          "varchar",
          "week",
          "when",
          "where",
          "within",
          "year");

  private ExpressionNames() {}

  /**
   * The names in {@code expression} that are no columns.
   *
   * @param expression SQL over the columns of one table, for example {@code SUM(price * quantity)}
   * @param isColumn whether the table has a column of that name, whatever its case
   * @return each once, in their order; functions, literals and words of SQL are not among them
   */
  public static List<String> unknown(String expression, Predicate<String> isColumn) {
    List<String> unknown = new ArrayList<>();
    Matcher piece = PIECE.matcher(expression);
    while (piece.find()) {
      String plain = piece.group("plain");
      String name = plain == null ? piece.group("quoted") : plain;
      boolean word = plain != null && WORDS.contains(plain.toLowerCase(Locale.ROOT));
      if (name != null && !isColumn.test(name) && !word && !unknown.contains(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }
}
