package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.catalog.NameRules;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.catalog.ViewTable;
import io.nexushive.policy.document.FunctionList;
import io.nexushive.policy.document.PolicyDocument.Action;
import io.nexushive.policy.scope.Scope.Clause;
import io.nexushive.policy.scope.Scope.Ctes;
import io.nexushive.policy.tree.From;
import io.nexushive.policy.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what stands after FROM into a scope. */
final class Sources implements From.Visitor<Void> {
  private final Context context;
  private final Queries queries;
  private final Scope scope;
  private final Ctes ctes;
  private final Expressions expressions;

  Sources(Context context, Queries queries, Scope scope, Ctes ctes, Expressions expressions) {
    this.context = context;
    this.queries = queries;
    this.scope = scope;
    this.ctes = ctes;
    this.expressions = expressions;
  }

  void read(From from) {
    int start = scope.relations.size();
    from.first().accept(this);
    for (From.Join join : from.joins()) {
      int before = scope.relations.size();
      start = join.kind().equals(",") ? before : start;
      join.right().accept(this);
      scope.clause = Clause.JOIN;
      scope.visibleFrom = start;
      if (join.on() != null) {
        expressions.condition(join.on());
      }
      for (Name name : join.using()) {
        shared(context.folded(name), name.text(), before, place(join.right()));
      }
      if (join.natural()) {
        natural(before, place(join.right()));
      }
      if (join.semi()) {
        scope.relations.subList(before, scope.relations.size()).forEach(r -> r.unseen = true);
      }
      scope.clause = Clause.FROM;
      scope.visibleFrom = 0;
    }
  }

  private void natural(int before, int position) {
    List<String> names = new ArrayList<>();
    for (Relation right : scope.relations.subList(before, scope.relations.size())) {
      for (Field field : right.fields) {
        if (field.name() != null && !with(field.name(), 0, before).isEmpty()) {
          names.add(field.name());
        }
      }
    }
    names.forEach(name -> shared(name, name, before, position));
  }

  private static int place(From.Source source) {
    return source instanceof From.Table table ? table.position() : -1;
  }

  private List<Relation> with(String name, int from, int to) {
    return scope.relations.subList(from, to).stream().filter(r -> r.field(name) != null).toList();
  }

  /** A column that both sides of a join are compared by. */
  private void shared(String name, String written, int before, int position) {
    List<Relation> left = with(name, 0, before);
    List<Relation> right = with(name, before, scope.relations.size());
    if (left.isEmpty() || right.isEmpty()) {
      context.repairable(
          "unknown-column", "The column " + written + " is not on both sides.", written, position);
      return;
    }
    // Where several have it, engines differ in which is meant: all of them count as read.
    for (Relation a : left) {
      for (Relation b : right) {
        shared(name, a, b, position);
      }
    }
    scope.merged.add(name);
  }

  private void shared(String name, Relation left, Relation right, int position) {
    Field leftField = left.field(name);
    Field rightField = right.field(name);
    boolean stored = left.table != null && right.table != null;
    context.joining = stored;
    leftField.sources().forEach(c -> context.touch(c, scope, position));
    rightField.sources().forEach(c -> context.touch(c, scope, position));
    context.joining = false;
    if (stored) {
      context.joinKeys.add(
          new Context.JoinKey(leftField.sources().get(0), rightField.sources().get(0)));
    }
    left.join(right);
    right.lookedUp |= rightField.key() && !leftField.key();
    left.lookedUp |= leftField.key() && !rightField.key();
  }

  private void add(Relation relation) {
    if (relation.alias != null) {
      for (Relation other : scope.relations) {
        if (relation.alias.equals(other.alias)) {
          context.repairable(
              "ambiguous-table",
              "The name " + relation.alias + " is given twice.",
              relation.alias,
              -1);
        }
      }
    }
    scope.relations.add(relation);
  }

  @Override
  public Void table(From.Table table) {
    String name = context.folded(table.last());
    String alias = table.alias() == null ? name : context.folded(table.alias());
    Ctes cte = table.parts().size() == 1 ? Ctes.find(ctes, name) : null;
    if (cte != null) {
      cte(table, cte, alias);
      return null;
    }
    ViewTable found = context.view.table(table.parts());
    if (found == null) {
      String written = written(table.parts());
      context.repairable(
          "unknown-table", "There is no table " + written + ".", written, table.position());
      add(relation(alias, null, Shape.stored(List.of()), false));
      return null;
    }
    if (!found.readable()) {
      context.refused(
          "table",
          "Your roles may not read " + found.name() + ". Ask for a role that may.",
          found.name(),
          table.position());
    }
    context.tables.add(found.name());
    context.resolved.put(table, found);
    List<Field> fields = new ArrayList<>(found.columns().size());
    for (ViewColumn column : found.columns()) {
      fields.add(
          new Field(
              NameRules.catalogued(context.dialect(), column.name()),
              List.of(column),
              column.key()));
    }
    Shape shape = Shape.stored(renamed(fields, table.columns()));
    Relation relation = relation(alias, found, shape, false);
    relation.position = table.position();
    add(relation);
    return null;
  }

  private void cte(From.Table table, Ctes cte, String alias) {
    boolean otherCase =
        NameRules.caseMayMatter(context.dialect()) && !cte.written().equals(table.last().text());
    if (otherCase && context.view.table(table.parts()) != null) {
      context.repairable(
          "ambiguous-table",
          "The name " + table.last().text() + " may be a table or a WITH clause.",
          table.last().text(),
          table.position());
    }
    if (cte.recursing() && context.policy.cost().recursion() != Action.ALLOW) {
      context.repairable(
          "cost-recursion",
          "Recursive queries are not permitted.",
          cte.written(),
          table.position());
    }
    Shape shape = cte.shape();
    add(
        relation(
            alias,
            null,
            shape.with(renamed(shape.fields(), table.columns())),
            shape.level() != Level.ROWS));
  }

  @Override
  public Void derived(From.Derived derived) {
    boolean lateral = derived.lateral() || context.dialect() == Dialect.DUCKDB;
    Shape shape = queries.query(derived.query(), lateral ? scope : scope.outer, ctes);
    add(
        relation(
            derived.alias() == null ? null : context.folded(derived.alias()),
            null,
            shape.with(renamed(shape.fields(), derived.columns())),
            derived.lateral() || shape.level() != Level.ROWS));
    return null;
  }

  @Override
  public Void function(From.FunctionSource function) {
    String name = function.call().name().get(0).text().toLowerCase(Locale.ROOT);
    if (function.call().name().size() > 1 || !FunctionList.isTable(context.dialect(), name)) {
      context.repairable(
          "function",
          "The function " + name + " may not be read from.",
          name,
          function.call().position());
    }
    double elsewhere = scope.generated;
    scope.generated = 1;
    Value value = expressions.read(function.call());
    double generated = scope.generated;
    scope.generated = elsewhere;
    String alias = function.alias() == null ? name : context.folded(function.alias());
    List<Field> fields = new ArrayList<>();
    if (function.columns().isEmpty()) {
      fields.add(new Field(alias, value.sources, false));
    }
    for (Name column : function.columns()) {
      fields.add(new Field(context.folded(column), value.sources, false));
    }
    Level level = value.relations.isEmpty() && !value.rows ? Level.CONSTANT : Level.ROWS;
    Shape shape = new Shape(fields, level, false, false, generated);
    add(new Relation(alias, null, true, null, shape, true, true));
    return null;
  }

  @Override
  public Void group(From.JoinGroup group) {
    if (group.alias() == null) {
      read(group.from());
      return null;
    }
    Scope inner = new Scope(scope.outer);
    Expressions within = new Expressions(context, queries, inner, ctes);
    new Sources(context, queries, inner, ctes, within).read(group.from());
    Joins.check(context, inner);
    List<Field> fields = new ArrayList<>();
    Level level = Level.CONSTANT;
    boolean isolated = false;
    for (Relation relation : inner.relations) {
      relation.fields.forEach(f -> fields.add(new Field(f.name(), f.sources(), false)));
      level = level.or(relation.level);
      isolated |= relation.isolated;
    }
    add(
        relation(
            context.folded(group.alias()),
            null,
            new Shape(fields, level, false, isolated, Joins.generated(inner)),
            false));
    return null;
  }

  private static Relation relation(String alias, ViewTable table, Shape shape, boolean small) {
    return new Relation(
        alias, table == null ? null : table.schema(), true, table, shape, small, false);
  }

  private List<Field> renamed(List<Field> fields, List<Name> columns) {
    if (columns.isEmpty()) {
      return fields;
    }
    return queries.renamed(fields, columns);
  }

  private static String written(List<Name> parts) {
    StringBuilder name = new StringBuilder();
    parts.forEach(p -> name.append(name.isEmpty() ? "" : ".").append(p.text()));
    return name.toString();
  }
}
