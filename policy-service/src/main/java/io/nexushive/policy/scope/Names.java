package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.catalog.NameRules;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.scope.Scope.Clause;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what a name in an expression stands for. Where engines differ, or we do not know, every
 * reading is taken at once: what any of them would read counts as read.
 */
final class Names {
  /** Columns that every table of SQLite has without saying so. */
  private static final Set<String> HIDDEN = Set.of("rowid", "oid", "_rowid_");

  private final Context context;

  /** The name that stands where a value is compared; only there a name may turn out a string. */
  private Expr.ColumnRef operand;

  Names(Context context) {
    this.context = context;
  }

  /** What a name stands for beside a comparison. */
  Value operand(Expr.ColumnRef ref, Scope scope) {
    operand = ref;
    Value value = resolve(ref, scope);
    operand = null;
    return value;
  }

  Value resolve(Expr.ColumnRef ref, Scope scope) {
    List<Name> parts = ref.parts();
    return switch (parts.size()) {
      case 1 -> unqualified(ref, scope);
      case 2 -> qualified(ref, parts.get(0), scope);
      case 3 -> withSchema(ref, scope);
      default -> unknown(ref);
    };
  }

  /** Whether an own or outer relation has a column of that name. */
  boolean isColumn(Name name, Scope scope) {
    String folded = context.folded(name);
    for (Scope at = scope; at != null; at = at.outer) {
      if (!matches(at, folded).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private Value unqualified(Expr.ColumnRef ref, Scope scope) {
    String name = context.folded(ref.last());
    boolean aliasesSeen = false;
    Value value = Value.open();
    for (Scope at = scope; at != null; at = at.outer) {
      List<Relation> found = matches(at, name);
      if (!found.isEmpty()) {
        if (found.stream().filter(r -> !r.unseen).count() > 1 && !at.merged.contains(name)) {
          context.repairable(
              "ambiguous-column",
              "The column " + ref.last() + " is in several tables; write which.",
              ref.last().text(),
              ref.position());
        }
        for (Relation relation : found) {
          use(value, relation, relation.field(name), at == scope, scope, ref.position());
        }
        if (!isSeen(at, found)) {
          // Some engines look further out, as if this relation were not there: both count as read.
          aliasesSeen = true;
          continue;
        }
        value.plain = !aliasesSeen;
        wholeRowToo(ref, name, at);
        if (mayBeAlias(at) && at.aliases.containsKey(name)) {
          value.and(at.aliases.get(name));
        }
        return value;
      }
      if (mayBeAlias(at) && (at.aliases.containsKey(name) || at.pendingAliases.contains(name))) {
        // The engine may take the alias, or a column further out: both count as read.
        if (at.aliases.containsKey(name)) {
          value.and(at.aliases.get(name));
        }
        aliasesSeen = true;
      }
    }
    if (aliasesSeen) {
      return value;
    }
    return wholeRow(ref, name, scope);
  }

  private static boolean isSeen(Scope scope, List<Relation> found) {
    return found.stream()
        .anyMatch(r -> !r.unseen && scope.relations.indexOf(r) >= scope.visibleFrom);
  }

  /** In Postgres the terms of the result have no names within its own expressions. */
  private boolean mayBeAlias(Scope scope) {
    return context.dialect() != Dialect.POSTGRES || scope.clause == Clause.GROUP;
  }

  private static List<Relation> matches(Scope scope, String name) {
    List<Relation> found = List.of();
    for (Relation relation : scope.relations) {
      if (relation.field(name) != null) {
        if (found.isEmpty()) {
          found = new ArrayList<>(2);
        }
        found.add(relation);
      }
    }
    return found;
  }

  private void use(
      Value value, Relation relation, Field field, boolean own, Scope scope, int position) {
    for (ViewColumn source : field.sources()) {
      context.touch(source, scope, position);
      if (!value.sources.contains(source)) {
        value.sources.add(source);
      }
    }
    if (own) {
      value.relations.add(relation);
      if (field.key()) {
        value.keys.add(relation);
      }
    }
  }

  /** In these dialects it is not certain that a column goes before a row of the same name. */
  private void wholeRowToo(Expr.ColumnRef ref, String name, Scope scope) {
    if (context.dialect() == Dialect.BIGQUERY || context.dialect() == Dialect.DATABRICKS) {
      for (Relation relation : scope.relations) {
        if (name.equals(relation.alias) && !relation.scalar && relation.hasForbidden()) {
          star(ref, relation, scope);
        }
      }
    }
  }

  private Value wholeRow(Expr.ColumnRef ref, String name, Scope scope) {
    for (Scope at = scope; at != null; at = at.outer) {
      for (Relation relation : at.relations) {
        if (name.equals(relation.alias)) {
          Value value = Value.open();
          value.relations.add(relation);
          if (!relation.scalar) {
            star(ref, relation, scope);
          }
          return value;
        }
      }
    }
    if (isString(ref)) {
      context.strings.add(ref);
      return Value.NOTHING;
    }
    return unknown(ref);
  }

  /** SQLite takes a name in double quotes for a string where it is no column. */
  private boolean isString(Expr.ColumnRef ref) {
    return operand == ref
        && context.dialect() == Dialect.SQLITE
        && ref.last().raw().charAt(0) == '"'
        && !HIDDEN.contains(ref.last().text().toLowerCase(Locale.ROOT));
  }

  private void star(Expr.ColumnRef ref, Relation relation, Scope scope) {
    for (Field field : relation.fields) {
      for (ViewColumn source : field.sources()) {
        context.touch(source, scope, ref.position());
      }
    }
    context.repairable(
        "star",
        "The name of a table as a value stands for all its columns; name the columns.",
        ref.last().text(),
        ref.position());
  }

  private Value qualified(Expr.ColumnRef ref, Name qualifier, Scope scope) {
    String alias = context.folded(qualifier);
    for (Scope at = scope; at != null; at = at.outer) {
      Relation found = null;
      for (Relation relation : at.relations) {
        if (alias.equals(relation.alias)) {
          if (found != null) {
            return unknown(ref);
          }
          found = relation;
        }
      }
      if (found != null) {
        boolean unsure = NameRules.caseMayMatter(context.dialect()) || !isSeen(at, List.of(found));
        if (unsure && ambiguousFurtherOut(at, alias)) {
          return unknown(ref);
        }
        return field(ref, found, at == scope, scope);
      }
    }
    return unknown(ref);
  }

  private static boolean ambiguousFurtherOut(Scope scope, String alias) {
    for (Scope at = scope.outer; at != null; at = at.outer) {
      for (Relation relation : at.relations) {
        if (alias.equals(relation.alias)) {
          return true;
        }
      }
    }
    return false;
  }

  private Value withSchema(Expr.ColumnRef ref, Scope scope) {
    String schema = context.folded(ref.parts().get(0));
    String table = context.folded(ref.parts().get(1));
    for (Scope at = scope; at != null; at = at.outer) {
      for (Relation relation : at.relations) {
        if (relation.table != null
            && table.equals(relation.alias)
            && table.equals(NameRules.catalogued(context.dialect(), relation.table.name()))
            && inSchema(relation, schema)) {
          if (named(scope, table) != relation) {
            context.shadowed.add(ref);
          }
          return field(ref, relation, at == scope, scope);
        }
      }
    }
    return unknown(ref);
  }

  /** What the name alone stands for; {@code null} where that is not certain. */
  private static Relation named(Scope scope, String alias) {
    for (Scope at = scope; at != null; at = at.outer) {
      List<Relation> found = at.relations.stream().filter(r -> alias.equals(r.alias)).toList();
      if (!found.isEmpty()) {
        return found.size() == 1 ? found.get(0) : null;
      }
    }
    return null;
  }

  private boolean inSchema(Relation relation, String schema) {
    return relation.table.schema() == null
        ? NameRules.isDefaultSchema(context.dialect(), schema)
        : NameRules.catalogued(context.dialect(), relation.table.schema()).equals(schema);
  }

  private Value field(Expr.ColumnRef ref, Relation relation, boolean own, Scope scope) {
    Field field = relation.field(context.folded(ref.last()));
    if (field == null) {
      return unknown(ref);
    }
    Value value = Value.open();
    use(value, relation, field, own, scope, ref.position());
    value.plain = true;
    return value;
  }

  private Value unknown(Expr.ColumnRef ref) {
    StringBuilder name = new StringBuilder();
    ref.parts().forEach(p -> name.append(name.isEmpty() ? "" : ".").append(p.text()));
    context.repairable(
        "unknown-column", "There is no column " + name + " here.", name.toString(), ref.position());
    return Value.open();
  }
}
