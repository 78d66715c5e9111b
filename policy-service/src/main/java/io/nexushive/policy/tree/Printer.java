package io.nexushive.policy.tree;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes a tree as SQL: one line, one form, nothing but what the tree holds. */
public final class Printer implements Expr.Visitor<Void>, Body.Visitor<Void>, From.Visitor<Void> {
  private final StringBuilder out = new StringBuilder(256);
  private final Map<Expr.Literal, Integer> places = new IdentityHashMap<>();

  private Printer() {}

  /** The text of {@code query}. */
  public static String print(Query query) {
    Printer printer = new Printer();
    printer.query(query);
    return printer.out.toString();
  }

  /** Where each literal of {@code query} begins in the text that {@link #print(Query)} writes. */
  public static Map<Expr.Literal, Integer> places(Query query) {
    Printer printer = new Printer();
    printer.query(query);
    return printer.places;
  }

  /** The text of {@code expr}, for messages. */
  public static String print(Expr expr) {
    Printer printer = new Printer();
    printer.expr(expr);
    return printer.out.toString();
  }

  private void query(Query query) {
    if (!query.with().isEmpty()) {
      word(query.recursive() ? "WITH RECURSIVE" : "WITH");
      for (int i = 0; i < query.with().size(); i++) {
        if (i > 0) {
          word(",");
        }
        cte(query.with().get(i));
      }
    }
    query.body().accept(this);
    orderBy(query.orderBy());
    if (query.limit() != null) {
      limit(query.limit());
    }
  }

  private void cte(Query.Cte cte) {
    word(cte.name().raw());
    names(cte.columns());
    word("AS");
    if (!cte.materialized().isEmpty()) {
      word(cte.materialized());
    }
    word("(");
    query(cte.query());
    word(")");
  }

  private void orderBy(List<Query.OrderItem> items) {
    for (int i = 0; i < items.size(); i++) {
      word(i == 0 ? "ORDER BY" : ",");
      expr(items.get(i).expr());
      if (!items.get(i).direction().isEmpty()) {
        word(items.get(i).direction());
      }
    }
  }

  private void limit(Query.Limit limit) {
    switch (limit.style()) {
      case LIMIT -> {
        if (limit.count() != null) {
          word("LIMIT");
          expr(limit.count());
        }
        if (limit.offset() != null) {
          word("OFFSET");
          expr(limit.offset());
        }
      }
      case LIMIT_COMMA -> {
        word("LIMIT");
        expr(limit.offset());
        word(",");
        expr(limit.count());
      }
      case FETCH -> {
        if (limit.offset() != null) {
          word("OFFSET");
          expr(limit.offset());
          word("ROWS");
        }
        word("FETCH FIRST");
        expr(limit.count());
        word("ROWS ONLY");
      }
    }
  }

  @Override
  public Void select(Body.Select select) {
    word("SELECT");
    if (!select.distinct().isEmpty()) {
      word(select.distinct());
    }
    if (!select.distinctOn().isEmpty()) {
      word("ON (");
      list(select.distinctOn());
      word(")");
    }
    if (select.top() != null) {
      word("TOP");
      expr(select.top());
    }
    for (int i = 0; i < select.items().size(); i++) {
      if (i > 0) {
        word(",");
      }
      expr(select.items().get(i).expr());
      alias(select.items().get(i).alias());
    }
    if (select.from() != null) {
      word("FROM");
      from(select.from());
    }
    clause("WHERE", select.where());
    if (select.group() != null) {
      word("GROUP BY");
      pieces(select.group().pieces());
    }
    clause("HAVING", select.having());
    clause("QUALIFY", select.qualify());
    for (int i = 0; i < select.windows().size(); i++) {
      word(i == 0 ? "WINDOW" : ",");
      word(select.windows().get(i).name().raw());
      word("AS (");
      pieces(select.windows().get(i).pieces());
      word(")");
    }
    return null;
  }

  private void clause(String keyword, Expr expr) {
    if (expr != null) {
      word(keyword);
      expr(expr);
    }
  }

  @Override
  public Void setOperation(Body.SetOperation operation) {
    for (int i = 0; i < operation.parts().size(); i++) {
      if (i > 0) {
        word(operation.operators().get(i - 1));
      }
      query(operation.parts().get(i));
    }
    return null;
  }

  @Override
  public Void values(Body.Values values) {
    word("VALUES");
    list(values.rows());
    return null;
  }

  @Override
  public Void nested(Body.Nested nested) {
    word("(");
    query(nested.query());
    word(")");
    return null;
  }

  private void from(From from) {
    from.first().accept(this);
    for (From.Join join : from.joins()) {
      word(join.kind());
      join.right().accept(this);
      clause("ON", join.on());
      if (!join.using().isEmpty()) {
        word("USING");
        names(join.using());
      }
    }
  }

  @Override
  public Void table(From.Table table) {
    dotted(table.parts());
    alias(table.alias());
    names(table.columns());
    if (!table.sample().isEmpty()) {
      word(table.sample());
    }
    return null;
  }

  @Override
  public Void derived(From.Derived derived) {
    word(derived.lateral() ? "LATERAL (" : "(");
    query(derived.query());
    word(")");
    alias(derived.alias());
    names(derived.columns());
    if (!derived.sample().isEmpty()) {
      word(derived.sample());
    }
    return null;
  }

  @Override
  public Void function(From.FunctionSource function) {
    if (function.lateral()) {
      word("LATERAL");
    }
    call(function.call());
    if (!function.suffix().isEmpty()) {
      word(function.suffix());
    }
    alias(function.alias());
    names(function.columns());
    return null;
  }

  @Override
  public Void group(From.JoinGroup group) {
    word("(");
    from(group.from());
    word(")");
    alias(group.alias());
    return null;
  }

  @Override
  public Void literal(Expr.Literal literal) {
    word(literal.text());
    places.put(literal, out.length() - literal.text().length());
    return null;
  }

  @Override
  public Void column(Expr.ColumnRef column) {
    dotted(column.parts());
    return null;
  }

  @Override
  public Void star(Expr.Star star) {
    if (star.qualifier().isEmpty()) {
      word("*");
    } else {
      dotted(star.qualifier());
      out.append(".*");
    }
    return null;
  }

  @Override
  public Void binary(Expr.Binary binary) {
    expr(binary.left());
    word(binary.operator());
    expr(binary.right());
    return null;
  }

  @Override
  public Void compound(Expr.Compound compound) {
    pieces(compound.pieces());
    return null;
  }

  @Override
  public Void call(Expr.Call call) {
    dotted(call.name());
    out.append('(');
    pieces(call.inside());
    out.append(')');
    pieces(call.after());
    return null;
  }

  @Override
  public Void subquery(Expr.Subquery subquery) {
    if (subquery.before().equals(Expr.Subquery.BARE)) {
      query(subquery.query());
      return null;
    }
    if (!subquery.before().isEmpty()) {
      word(subquery.before());
    }
    word("(");
    query(subquery.query());
    word(")");
    return null;
  }

  private void expr(Expr expr) {
    expr.accept(this);
  }

  private void pieces(List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece instanceof Word word) {
        word(word.text());
      } else {
        expr((Expr) piece);
      }
    }
  }

  private void list(List<Expr> exprs) {
    for (int i = 0; i < exprs.size(); i++) {
      if (i > 0) {
        word(",");
      }
      expr(exprs.get(i));
    }
  }

  private void names(List<Name> names) {
    if (!names.isEmpty()) {
      word("(");
      for (int i = 0; i < names.size(); i++) {
        if (i > 0) {
          word(",");
        }
        word(names.get(i).raw());
      }
      word(")");
    }
  }

  private void alias(Name alias) {
    if (alias != null) {
      word("AS");
      word(alias.raw());
    }
  }

  private void dotted(List<Name> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (i == 0) {
        word(parts.get(i).raw());
      } else {
        out.append('.').append(parts.get(i).raw());
      }
    }
  }

  private void word(String text) {
    int length = out.length();
    if (length > 0) {
      char last = out.charAt(length - 1);
      boolean tight =
          last == '('
              || last == ' '
              || text.equals(",")
              || text.equals(")")
              || text.equals("]")
              || last == '[';
      if (!tight) {
        out.append(' ');
      }
    }
    out.append(text);
  }
}
