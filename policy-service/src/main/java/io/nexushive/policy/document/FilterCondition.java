package io.nexushive.policy.document;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.parse.SqlReader;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Piece;
import io.nexushive.policy.tree.Query;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the condition of a row filter. It may hold what every dialect reads alike: columns of the
 * table, strings, numbers and attributes of the asker, compared and joined by AND, OR and NOT.
 */
final class FilterCondition implements Expr.Visitor<Void> {
  /** Before the dot of an attribute's name. */
  static final String ASKER = "asker";

  private static final SqlReader READER = new SqlReader(Limits.STANDARD);
  private static final Set<String> OPERATORS =
      Set.of("AND", "OR", "=", "<>", "!=", "<", "<=", ">", ">=");
  private static final Set<String> WORDS = Set.of("NULL", "TRUE", "FALSE");

  private FilterCondition() {}

  /**
   * @throws SqlRefused when it is no such condition; the message says what to write instead
   */
  static Expr read(String text) {
    Query query = READER.read("SELECT 1 FROM t WHERE (" + text + ")", Dialect.POSTGRES);
    Expr where =
        query.with().isEmpty()
                && query.orderBy().isEmpty()
                && query.limit() == null
                && query.body() instanceof Body.Select select
                && select.group() == null
                && select.having() == null
                && select.qualify() == null
                && select.windows().isEmpty()
            ? select.where()
            : null;
    if (!(where instanceof Expr.Compound tuple) || tuple.form() != Expr.Form.TUPLE) {
      throw refused("is not one condition");
    }
    where.accept(new FilterCondition());
    return where;
  }

  /** Whether {@code ref} stands for an attribute of the asker. */
  static boolean isAttribute(Expr.ColumnRef ref) {
    return ref.parts().size() == 2 && ref.parts().get(0).text().equalsIgnoreCase(ASKER);
  }

  @Override
  public Void literal(Expr.Literal literal) {
    boolean known =
        switch (literal.kind()) {
          case NUMBER -> true;
          case STRING -> literal.text().startsWith("'");
          case WORD -> WORDS.contains(literal.text().toUpperCase(Locale.ROOT));
          case TYPED -> false;
        };
    if (!known) {
      throw refused("has the literal " + literal.text() + "; write a plain string or number");
    }
    return null;
  }

  @Override
  public Void column(Expr.ColumnRef column) {
    if (column.parts().size() > 1 && !isAttribute(column)) {
      throw refused("names columns of its own table without the table, and attributes as asker.…");
    }
    if (column.parts().stream().anyMatch(Name::quoted)) {
      throw refused("writes names without quotes");
    }
    return null;
  }

  @Override
  public Void binary(Expr.Binary binary) {
    if (!OPERATORS.contains(binary.operator().toUpperCase(Locale.ROOT))) {
      throw refused("has the operator " + binary.operator() + "; known are " + sorted(OPERATORS));
    }
    return all(List.of(binary.left(), binary.right()));
  }

  @Override
  public Void compound(Expr.Compound compound) {
    return switch (compound.form()) {
      case TUPLE, NOT, SIGN, IN, BETWEEN, IS -> all(compound.pieces());
      default -> throw refused("may compare, and join by AND, OR, NOT, IN, BETWEEN and IS NULL");
    };
  }

  @Override
  public Void star(Expr.Star star) {
    throw refused("has a star");
  }

  @Override
  public Void call(Expr.Call call) {
    throw refused("calls a function; engines differ in them, compare the column itself");
  }

  @Override
  public Void subquery(Expr.Subquery subquery) {
    throw refused("has a query inside; give the asker an attribute with the values instead");
  }

  private Void all(List<? extends Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece instanceof Expr expr) {
        expr.accept(this);
      }
    }
    return null;
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  private static SqlRefused refused(String message) {
    return new SqlRefused("policy", message, -1, false);
  }
}
