package io.nexushive.policy.guard;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Name;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Writes values and names of the catalogue so that a dialect reads them back as they are. */
final class Literals {
  private static final int LONGEST = 1_000;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Literals() {}

  /**
   * A string.
   *
   * @throws SqlRefused when installations of the dialect would not all read it alike
   */
  static Expr string(Dialect dialect, String value) {
    if (value.length() > LONGEST || value.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
      throw refused("it is too long, or has characters that cannot be written in SQL");
    }
    String escaped =
        switch (dialect) {
          case POSTGRES, SQLITE, DUCKDB -> value.replace("'", "''");
          case MYSQL -> {
            // Whether a backslash escapes is a setting of the server.
            if (value.indexOf('\\') >= 0) {
              throw refused("it has a backslash, which MySQL reads in two ways");
            }
            yield value.replace("'", "''");
          }
          case SNOWFLAKE -> value.replace("\\", "\\\\").replace("'", "''");
          case DATABRICKS, BIGQUERY -> value.replace("\\", "\\\\").replace("'", "\\'");
        };
    return new Expr.Literal("'" + escaped + "'", Expr.Literal.Kind.STRING);
  }

  /**
   * A number.
   *
   * @throws SqlRefused when it is none
   */
  static Expr number(String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw refused("it is compared with numbers and is none");
    }
    String plain = new BigDecimal(value).abs().toPlainString();
    Expr literal = new Expr.Literal(plain, Expr.Literal.Kind.NUMBER);
    return value.startsWith("-") ? Trees.of(Expr.Form.SIGN, "-", literal) : literal;
  }

  /** A name of the catalogue, quoted: it may be a reserved word. */
  static Name name(Dialect dialect, String name) {
    if (dialect == Dialect.SNOWFLAKE && SIMPLE.matcher(name).matches()) {
      // Catalogues spell such names in either case; without quotes it does not matter.
      return Name.plain(name);
    }
    String quote =
        switch (dialect) {
          case MYSQL, DATABRICKS, BIGQUERY -> "`";
          default -> "\"";
        };
    return Name.of(quote + name.replace(quote, quote + quote) + quote);
  }

  private static SqlRefused refused(String why) {
    return new SqlRefused("row-filter", why, -1, false);
  }
}
