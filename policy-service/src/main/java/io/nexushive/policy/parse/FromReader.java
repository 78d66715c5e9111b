package io.nexushive.policy.parse;

import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.From;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.SampleClause;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.Values;

/** Carries what stands after FROM over. */
final class FromReader {
  /** Words after a table that a dialect reads as a clause, and the parser as a name. */
  private static final Set<String> CLAUSES =
      Set.of(
          "ANTI",
          "ASOF",
          "AT",
          "BEFORE",
          "CHANGES",
          "FINAL",
          "FORCE",
          "GLOBAL",
          "IGNORE",
          "INDEXED",
          "LOCK",
          "MATCH_CONDITION",
          "PARTITION",
          "POSITIONAL",
          "PROCEDURE",
          "RESAMPLE",
          "SAMPLE",
          "SEMI",
          "TIMESTAMP",
          "USE",
          "VERSION");

  private final Script script;
  private final SelectReader selects;
  private final ExpressionReader expressions;

  FromReader(Script script, SelectReader selects, ExpressionReader expressions) {
    this.script = script;
    this.selects = selects;
    this.expressions = expressions;
  }

  From from(FromItem first, List<Join> joins, SampleClause sample) {
    From.Source source = source(first);
    if (sample != null && (joins == null || joins.isEmpty()) && source instanceof From.Table t) {
      source = new From.Table(t.parts(), t.alias(), t.columns(), text(sample), t.position());
    }
    List<From.Join> read = new ArrayList<>();
    if (joins != null) {
      for (Join join : joins) {
        read.add(join(join));
      }
    }
    return new From(source, read);
  }

  private From.Join join(Join join) {
    Expr on = null;
    if (join.getOnExpressions() != null && !join.getOnExpressions().isEmpty()) {
      if (join.getOnExpressions().size() > 1) {
        throw new SqlRefused("unsupported", "A join has several conditions.", -1, true);
      }
      on = expressions.read(join.getOnExpressions().iterator().next());
    }
    List<Name> using = new ArrayList<>();
    if (join.getUsingColumns() != null) {
      for (Column column : join.getUsingColumns()) {
        using.add(script.name(column.getColumnName()));
      }
    }
    return new From.Join(kind(join), source(join.getFromItem()), on, using);
  }

  private String kind(Join join) {
    if (join.isStraight()) {
      return "STRAIGHT_JOIN";
    }
    if (join.isSimple() && !join.isOuter()) {
      return ",";
    }
    StringBuilder kind = new StringBuilder();
    word(kind, join.isNatural(), "NATURAL");
    word(kind, join.isLeft(), "LEFT");
    word(kind, join.isRight(), "RIGHT");
    word(kind, join.isFull(), "FULL");
    word(kind, join.isSemi(), script.semi());
    word(kind, join.isCross(), "CROSS");
    word(kind, true, "JOIN");
    return kind.toString();
  }

  private static void word(StringBuilder kind, boolean present, String word) {
    if (present) {
      kind.append(kind.isEmpty() ? "" : " ").append(word);
    }
  }

  private From.Source source(FromItem item) {
    Class<?> type = item.getClass();
    Alias alias = item.getAlias();
    Name name = name(alias);
    if (type == Table.class) {
      return table((Table) item, name, selects.columns(alias));
    }
    if (type == ParenthesedSelect.class || type == LateralSubSelect.class) {
      ParenthesedSelect select = (ParenthesedSelect) item;
      return new From.Derived(
          selects.nested(select),
          type == LateralSubSelect.class,
          name,
          selects.columns(alias),
          text(select.getSampleClause()));
    }
    if (type == Values.class) {
      Query values = selects.query((Values) item);
      return new From.Derived(values, false, name, selects.columns(alias), "");
    }
    if (type == TableFunction.class) {
      return function((TableFunction) item, name, selects.columns(alias));
    }
    if (type == ParenthesedFromItem.class) {
      return group((ParenthesedFromItem) item, name, selects.columns(alias));
    }
    throw new SqlRefused(
        "unsupported", "FROM with " + type.getSimpleName() + " is not supported.", -1, true);
  }

  private Name name(Alias alias) {
    if (alias == null || alias.getName() == null) {
      return null;
    }
    Name name = script.name(alias.getName().strip());
    String word = name.text().toUpperCase(Locale.ROOT);
    if (!alias.isUseAs() && !name.quoted() && CLAUSES.contains(word)) {
      throw new SqlRefused("unsupported", "The clause at " + word + " is not supported.", -1, true);
    }
    return name;
  }

  private From.Source group(ParenthesedFromItem group, Name alias, List<Name> columns) {
    From from = from(group.getFromItem(), group.getJoins(), null);
    if (from.joins().isEmpty()
        && from.first() instanceof From.Derived values
        && values.alias() == null
        && group.getFromItem() instanceof Values) {
      return new From.Derived(values.query(), false, alias, columns, "");
    }
    return new From.JoinGroup(from, alias);
  }

  private From.Table table(Table table, Name alias, List<Name> columns) {
    List<Name> parts = new ArrayList<>(2);
    List<String> names = table.getNameParts();
    for (int i = names.size() - 1; i >= 0; i--) {
      if (names.get(i) != null && !names.get(i).isEmpty()) {
        parts.add(script.name(names.get(i)));
      }
    }
    if (parts.stream().anyMatch(p -> p.raw().startsWith("'"))) {
      throw new SqlRefused(
          "unknown-table", "A string is no table.", expressions.position(table), true);
    }
    return new From.Table(
        parts, alias, columns, text(table.getSampleClause()), expressions.position(table));
  }

  private From.Source function(TableFunction table, Name alias, List<Name> columns) {
    if (table.isRowsFrom() || table.getFunctions().size() != 1) {
      throw new SqlRefused("unsupported", "ROWS FROM is not supported.", -1, true);
    }
    boolean lateral = "LATERAL".equalsIgnoreCase(table.getPrefix());
    String suffix = table.getWithClause() == null ? "" : "WITH " + table.getWithClause();
    return new From.FunctionSource(
        expressions.calls().function(table.getFunctions().get(0)), lateral, suffix, alias, columns);
  }

  private String text(SampleClause sample) {
    return sample == null ? "" : script.restore(sample.toString().strip());
  }
}
