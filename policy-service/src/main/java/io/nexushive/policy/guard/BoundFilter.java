package io.nexushive.policy.guard;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.catalog.ViewTable;
import io.nexushive.policy.document.RowFilter;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Piece;
import io.nexushive.policy.tree.Rewriter;
import io.nexushive.policy.tree.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row filter with the asker's attributes in it, for one table in one dialect. */
final class BoundFilter extends Rewriter {
  private final RowFilter filter;
  private final ViewTable table;
  private final Dialect dialect;
  private final Asker asker;
  private boolean numeric;

  private BoundFilter(RowFilter filter, ViewTable table, Dialect dialect, Asker asker) {
    this.filter = filter;
    this.table = table;
    this.dialect = dialect;
    this.asker = asker;
  }

  /**
   * The condition as it goes into the text.
   *
   * @throws SqlRefused when an attribute is missing or does not fit, or the table has no such
   *     column
   */
  static Expr of(RowFilter filter, ViewTable table, Dialect dialect, Asker asker) {
    return new BoundFilter(filter, table, dialect, asker).expr(filter.where());
  }

  @Override
  public Expr literal(Expr.Literal literal) {
    if (literal.kind() != Expr.Literal.Kind.STRING) {
      return literal;
    }
    String text = literal.text();
    return string(text.substring(1, text.length() - 1).replace("''", "'"));
  }

  @Override
  public Expr column(Expr.ColumnRef ref) {
    if (!isAttribute(ref)) {
      return stored(ref);
    }
    List<String> values = values(ref);
    if (values.size() > 1) {
      throw refused(
          "your attribute " + ref.last().text() + " has several values where one is needed");
    }
    return value(ref, values.get(0));
  }

  @Override
  public Expr binary(Expr.Binary binary) {
    return typed(isNumeric(binary.left()) || isNumeric(binary.right()), () -> super.binary(binary));
  }

  @Override
  public Expr compound(Expr.Compound compound) {
    return switch (compound.form()) {
      case IN -> typed(anyNumeric(compound), () -> in(compound));
      case BETWEEN -> typed(anyNumeric(compound), () -> super.compound(compound));
      default -> super.compound(compound);
    };
  }

  /** The list after IN holds every value of an attribute. */
  private Expr in(Expr.Compound in) {
    List<Piece> pieces = new ArrayList<>(in.pieces());
    int last = pieces.size() - 1;
    List<Piece> list = new ArrayList<>();
    Expr written = (Expr) pieces.get(last);
    boolean tuple = written instanceof Expr.Compound c && c.form() == Expr.Form.TUPLE;
    for (Piece piece : tuple ? ((Expr.Compound) written).pieces() : List.of(written)) {
      if (piece instanceof Expr.ColumnRef ref && isAttribute(ref)) {
        for (String value : values(ref)) {
          add(list, value(ref, value));
        }
      } else if (piece instanceof Expr expr) {
        add(list, expr(expr));
      }
    }
    list.add(0, new Word("("));
    list.add(new Word(")"));
    for (int i = 0; i < last; i++) {
      if (pieces.get(i) instanceof Expr expr) {
        pieces.set(i, expr(expr));
      }
    }
    pieces.set(last, new Expr.Compound(Expr.Form.TUPLE, list));
    return new Expr.Compound(Expr.Form.IN, pieces);
  }

  private static void add(List<Piece> list, Expr expr) {
    if (!list.isEmpty()) {
      list.add(new Word(","));
    }
    list.add(expr);
  }

  private Expr typed(boolean compared, java.util.function.Supplier<Expr> read) {
    boolean before = numeric;
    numeric = compared;
    try {
      return read.get();
    } finally {
      numeric = before;
    }
  }

  private boolean anyNumeric(Expr.Compound compound) {
    return compound.pieces().stream().anyMatch(p -> p instanceof Expr expr && isNumeric(expr));
  }

  private boolean isNumeric(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.kind() == Expr.Literal.Kind.NUMBER;
    }
    if (expr instanceof Expr.ColumnRef ref && !isAttribute(ref)) {
      return find(ref).numeric();
    }
    return false;
  }

  private Expr value(Expr.ColumnRef attribute, String value) {
    try {
      return numeric ? Literals.number(value) : Literals.string(dialect, value);
    } catch (SqlRefused e) {
      throw refused(
          "your attribute " + attribute.last().text() + " cannot be used: " + e.getMessage());
    }
  }

  private Expr string(String value) {
    try {
      return Literals.string(dialect, value);
    } catch (SqlRefused e) {
      throw refused("the policy's text " + value + " cannot be used: " + e.getMessage());
    }
  }

  private List<String> values(Expr.ColumnRef attribute) {
    String name = attribute.last().text().toLowerCase(Locale.ROOT);
    List<String> values = asker.attribute(name);
    if (values.isEmpty()) {
      throw refused("your attribute " + name + " is not set. Ask an administrator to set it", name);
    }
    return values;
  }

  private Expr stored(Expr.ColumnRef ref) {
    return new Expr.ColumnRef(
        List.of(Name.plain(Guards.INNER), Literals.name(dialect, find(ref).name())), -1);
  }

  private ViewColumn find(Expr.ColumnRef ref) {
    ViewColumn column = table.column(ref.last().text().toLowerCase(Locale.ROOT));
    if (column == null) {
      throw refused("the policy filters by " + ref.last().text() + ", which the table has not");
    }
    return column;
  }

  private static boolean isAttribute(Expr.ColumnRef ref) {
    return ref.parts().size() == 2;
  }

  private SqlRefused refused(String why) {
    return refused(why, null);
  }

  private SqlRefused refused(String why, String attribute) {
    return new SqlRefused(
        "row-filter",
        "Which rows of " + table.name() + " you may see cannot be said: " + why + ".",
        -1,
        false,
        attribute);
  }
}
