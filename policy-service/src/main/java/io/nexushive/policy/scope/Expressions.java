package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.document.FunctionList;
import io.nexushive.policy.scope.Scope.Clause;
import io.nexushive.policy.scope.Scope.Ctes;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Piece;
import java.util.List;
import java.util.Locale;

/** Reads expressions in one scope. */
final class Expressions implements Expr.Visitor<Value> {
  private final Context context;
  private final Queries queries;
  private final Names names;
  private final Generators generators;
  private final Scope scope;
  private final Ctes ctes;

  Expressions(Context context, Queries queries, Scope scope, Ctes ctes) {
    this.context = context;
    this.queries = queries;
    this.names = new Names(context);
    this.generators = new Generators(context);
    this.scope = scope;
    this.ctes = ctes;
  }

  Value read(Expr expr) {
    return expr.accept(this);
  }

  /** Reads a condition and notes which relations its equalities connect. */
  void condition(Expr expr) {
    if (expr instanceof Expr.Binary binary) {
      if (binary.operator().equalsIgnoreCase("AND")) {
        condition(binary.left());
        condition(binary.right());
        return;
      }
      if (isEquality(binary.operator())) {
        boolean columns =
            binary.left() instanceof Expr.ColumnRef && binary.right() instanceof Expr.ColumnRef;
        context.joining = columns;
        Value left = operand(binary.left());
        Value right = operand(binary.right());
        context.joining = false;
        if (columns) {
          joined(left, right);
        }
        compared(binary.operator(), left, right);
        held(left, binary.right());
        held(right, binary.left());
        connect(left, right);
        return;
      }
    }
    if (expr instanceof Expr.Compound compound
        && compound.form() == Expr.Form.TUPLE
        && compound.pieces().size() == 3) {
      condition((Expr) compound.pieces().get(1));
      return;
    }
    read(expr);
  }

  private static boolean isEquality(String operator) {
    return operator.equals("=") || operator.equals("==");
  }

  /** Only two stored tables are joined; anything else picks rows. */
  private void joined(Value left, Value right) {
    if (isStored(left) && isStored(right) && left.relations.get(0) != right.relations.get(0)) {
      context.joinKeys.add(new Context.JoinKey(left.sources.get(0), right.sources.get(0)));
    } else {
      context.beyondJoins.addAll(left.sources);
      context.beyondJoins.addAll(right.sources);
    }
  }

  private static boolean isStored(Value value) {
    return value.relations.size() == 1
        && value.relations.get(0).table != null
        && value.sources.size() == 1;
  }

  private static void connect(Value left, Value right) {
    for (Relation a : left.relations) {
      for (Relation b : right.relations) {
        if (a != b) {
          a.join(b);
          lookedUp(a, left, b, right);
          lookedUp(b, right, a, left);
        }
      }
    }
  }

  private static void lookedUp(Relation a, Value aValue, Relation b, Value bValue) {
    if (aValue.plain && aValue.keys.contains(a) && !bValue.keys.contains(b)) {
      a.lookedUp = true;
    }
  }

  @Override
  public Value literal(Expr.Literal literal) {
    return Value.NOTHING;
  }

  @Override
  public Value column(Expr.ColumnRef column) {
    return names.resolve(column, scope);
  }

  @Override
  public Value star(Expr.Star star) {
    context.repairable(
        "star",
        "A star reads every column; name the columns that are needed.",
        null,
        star.position());
    return Value.open();
  }

  @Override
  public Value binary(Expr.Binary binary) {
    Value left = operand(binary.left());
    Value right = operand(binary.right());
    compared(binary.operator(), left, right);
    if (isComparison(binary.operator())) {
      held(left, binary.right());
      held(right, binary.left());
    }
    small(binary.operator(), left, binary.right());
    small(mirrored(binary.operator()), right, binary.left());
    Value value = Value.open().and(left).and(right);
    if (isLogical(binary.operator())) {
      value.keys.clear();
    }
    return value;
  }

  private static boolean isLogical(String operator) {
    return operator.equalsIgnoreCase("AND") || operator.equalsIgnoreCase("OR");
  }

  private static boolean isComparison(String operator) {
    return switch (operator) {
      case "=", "==", "<", "<=", ">", ">=" -> true;
      default -> false;
    };
  }

  /** A key that is compared with what no row decides on picks rows one by one. */
  private void compared(String operator, Value left, Value right) {
    if (isComparison(operator)) {
      if (right.relations.isEmpty()) {
        scope.isolated.addAll(left.keys);
      }
      if (left.relations.isEmpty()) {
        scope.isolated.addAll(right.keys);
      }
    }
  }

  /** Notes which column a literal is held against. */
  private void held(Value value, Piece piece) {
    if (value.sources.size() != 1) {
      return;
    }
    if (piece instanceof Expr.Literal literal) {
      context.compared.put(
          literal, new Template.Compared(value.sources.get(0), value.plain && !value.count));
    } else if (piece instanceof Expr.Compound compound && compound.form() == Expr.Form.TUPLE) {
      compound.pieces().forEach(part -> held(value, part));
    }
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  /** A count of rows that is held to be small picks the small groups. */
  private void small(String operator, Value counted, Expr bound) {
    if (!counted.count
        || !(bound instanceof Expr.Literal literal)
        || literal.kind() != Expr.Literal.Kind.NUMBER) {
      return;
    }
    double number = Double.parseDouble(literal.text());
    int threshold = context.policy.kAnonymity().threshold();
    boolean small =
        switch (operator) {
          case "=", "==", "<=" -> number < threshold;
          case "<" -> number <= threshold;
          default -> false;
        };
    scope.smallGroups |= small && scope.clause != Clause.SELECT;
  }

  @Override
  public Value compound(Expr.Compound compound) {
    Value value = Value.open();
    Value first = null;
    Value others = Value.open();
    int exprs = 0;
    for (Piece piece : compound.pieces()) {
      if (piece instanceof Expr expr) {
        Value read = isCompared(compound.form()) ? operand(expr) : read(expr);
        exprs++;
        value.and(read);
        if (first == null) {
          first = read;
        } else {
          others.and(read);
        }
      }
    }
    switch (compound.form()) {
      case IN, BETWEEN, LIKE -> {
        if (first != null && compound.form() != Expr.Form.LIKE) {
          for (Piece piece : compound.pieces()) {
            held(first, piece);
          }
        }
        if (first != null && others.isConstant()) {
          scope.isolated.addAll(first.keys);
        }
        value.keys.clear();
        value.rows = false;
      }
      case CASE -> {
        if (first != null && !first.keys.isEmpty() && first.plain) {
          scope.isolated.addAll(first.keys);
        }
      }
      case TUPLE -> {
        value.plain = exprs == 1 && first.plain;
        value.count = exprs == 1 && first.count;
      }
      default -> {}
    }
    return value;
  }

  private static boolean isCompared(Expr.Form form) {
    return switch (form) {
      case IN, BETWEEN, LIKE, TUPLE -> true;
      default -> false;
    };
  }

  private Value operand(Expr expr) {
    return expr instanceof Expr.ColumnRef ref ? names.operand(ref, scope) : read(expr);
  }

  @Override
  public Value subquery(Expr.Subquery subquery) {
    Shape shape = queries.query(subquery.query(), scope, ctes);
    Value value = Value.open();
    for (Field field : shape.fields()) {
      for (var source : field.sources()) {
        if (!value.sources.contains(source)) {
          value.sources.add(source);
        }
      }
    }
    value.rows = subquery.yieldsValues() && (shape.level() == Level.ROWS || shape.isolated());
    return value;
  }

  @Override
  public Value call(Expr.Call call) {
    String name = call.name().get(call.name().size() - 1).text().toLowerCase(Locale.ROOT);
    if (scope.clause == Clause.GROUP && isGrouping(call)) {
      return pieces(call.inside());
    }
    permitted(call, name);
    scope.generated *= generators.rows(call, name);
    boolean aggregate = isAggregate(call, name);
    Value value = Value.open();
    for (Piece piece : call.inside()) {
      if (piece instanceof Expr expr && !isUnit(name, expr) && !isCountedStar(call, name, expr)) {
        value.and(read(expr));
      }
    }
    if (FunctionList.isAggregate(context.dialect(), name)) {
      fold(name, value, call.position());
    }
    value.and(pieces(call.after()));
    if (aggregate) {
      scope.aggregates = true;
      boolean all =
          FunctionList.isCollecting(context.dialect(), name)
              && !call.distinct()
              && !FunctionList.isSet(context.dialect(), name);
      if (all || (isCollectingAny(name) && !value.keys.isEmpty())) {
        scope.collects = true;
      }
      value.keys.clear();
      value.rows = false;
    }
    value.count = name.equals("count") && !call.windowed();
    return value;
  }

  private void fold(String function, Value value, int position) {
    if (value.relations.stream().anyMatch(r -> r.level == Level.ROWS)) {
      value.sources.forEach(c -> context.folded.add(new Context.Folded(c, function, position)));
    }
  }

  private boolean isCollectingAny(String name) {
    return FunctionList.isCollecting(context.dialect(), name);
  }

  private Value pieces(List<Piece> pieces) {
    Value value = Value.open();
    for (Piece piece : pieces) {
      if (piece instanceof Expr expr) {
        value.and(read(expr));
      }
    }
    return value;
  }

  /** Whether it looks like a call and says which sets to group by. */
  static boolean isGrouping(Expr.Call call) {
    String name = call.name().get(0).text();
    return call.name().size() == 1
        && (name.equalsIgnoreCase("rollup") || name.equalsIgnoreCase("cube"));
  }

  private boolean isAggregate(Expr.Call call, String name) {
    if (call.windowed() || !FunctionList.isAggregate(context.dialect(), name)) {
      return false;
    }
    boolean scalarExtreme =
        context.dialect() == Dialect.SQLITE
            && (name.equals("min") || name.equals("max"))
            && call.arguments().size() > 1;
    return !scalarExtreme;
  }

  private void permitted(Expr.Call call, String name) {
    context.functions.add(name);
    if (call.name().size() > 1
        || !FunctionList.permits(context.policy.functions(), context.dialect(), name)) {
      StringBuilder written = new StringBuilder();
      call.name().forEach(p -> written.append(written.isEmpty() ? "" : ".").append(p.text()));
      context.repairable(
          "function",
          "The function " + written + " is not on the list of permitted functions.",
          written.toString(),
          call.position());
    }
  }

  private static boolean isCountedStar(Expr.Call call, String name, Expr expr) {
    return name.equals("count")
        && call.name().size() == 1
        && call.arguments().size() == 1
        && !call.distinct()
        && expr instanceof Expr.Star star
        && star.qualifier().isEmpty();
  }

  private boolean isUnit(String function, Expr expr) {
    return expr instanceof Expr.ColumnRef ref
        && ref.parts().size() == 1
        && !ref.last().quoted()
        && FunctionList.takesUnit(function)
        && FunctionList.isUnit(ref.last().text().toLowerCase(Locale.ROOT))
        && !names.isColumn(ref.last(), scope);
  }
}
