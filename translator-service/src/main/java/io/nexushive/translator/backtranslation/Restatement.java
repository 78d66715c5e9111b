package io.nexushive.translator.backtranslation;

import io.nexushive.translator.backtranslation.Clause.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;

/** Says a query clause by clause. */
final class Restatement {
  private final TableNames names;
  private final SqlWords words;
  private final List<Clause> clauses = new ArrayList<>();

  private Restatement(TableNames names) {
    this.names = names;
    this.words = new SqlWords(names);
  }

  static List<Clause> clauses(Select select, TableNames names) {
    Restatement said = new Restatement(names);
    said.query(select);
    return List.copyOf(said.clauses);
  }

  static List<String> sentences(Select select, TableNames names) {
    return clauses(select, names).stream().map(Clause::sentence).toList();
  }

  private void say(Kind kind, List<String> items) {
    if (!items.isEmpty()) {
      clauses.add(new Clause(kind, items.stream().distinct().toList()));
    }
  }

  private void query(Select select) {
    if (select.getWithItemsList() != null) {
      for (WithItem<?> with : select.getWithItemsList()) {
        String name = SqlWords.spoken(TableNames.unquoted(with.getAliasName()));
        say(Kind.FIRST, List.of(name + " (" + nested(with.getSelect()) + ")."));
      }
    }
    if (select instanceof PlainSelect plain) {
      plain(plain);
    } else if (select instanceof ParenthesedSelect inner) {
      query(inner.getSelect());
    } else if (select instanceof SetOperationList list) {
      combined(list);
    } else {
      clauses.add(new Clause(Kind.COMBINE, List.of(select.toString())));
    }
    ordered(select);
  }

  private String nested(Select select) {
    return String.join(" ", sentences(select, names));
  }

  private void combined(SetOperationList list) {
    for (int i = 0; i < list.getSelects().size(); i++) {
      if (i > 0) {
        String operation = list.getOperations().get(i - 1).toString().toUpperCase(Locale.ROOT);
        say(
            Kind.COMBINE,
            List.of(
                operation.startsWith("INTERSECT")
                    ? "Keep what is also found so:"
                    : operation.startsWith("UNION")
                        ? "Add what is found so:"
                        : "Take away what is found so:"));
      }
      query(list.getSelects().get(i));
    }
  }

  private void plain(PlainSelect select) {
    List<String> read = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    if (select.getFromItem() != null) {
      read.add(source(select.getFromItem()));
    }
    if (select.getJoins() != null) {
      for (Join join : select.getJoins()) {
        boolean optional = join.isLeft() || join.isRight() || join.isFull();
        read.add(source(join.getFromItem()) + (optional ? " (where there are any)" : ""));
        for (Expression on : join.getOnExpressions()) {
          words.conditions(on).stream().filter(c -> !isKey(on)).forEach(kept::add);
        }
      }
    }
    kept.addAll(words.conditions(select.getWhere()));
    say(Kind.READ, read);
    say(Kind.KEEP, kept);
    if (select.getGroupBy() != null) {
      say(
          Kind.GROUP,
          select.getGroupBy().getGroupByExpressionList().stream()
              .map(e -> words.of((Expression) e))
              .toList());
    }
    say(Kind.KEEP_GROUPS, words.conditions(select.getHaving()));
    List<String> shown = new ArrayList<>();
    for (SelectItem<?> item : select.getSelectItems()) {
      shown.add(
          (select.getDistinct() == null ? "" : "each different ") + words.of(item.getExpression()));
    }
    say(Kind.SHOW, shown);
    if (select.getTop() != null) {
      say(Kind.TAKE, List.of(select.getTop().getExpression().toString()));
    }
  }

  /** Whether a join only follows a key, which nobody would say. */
  private static boolean isKey(Expression on) {
    if (on instanceof net.sf.jsqlparser.expression.operators.conditional.AndExpression and) {
      return isKey(and.getLeftExpression()) && isKey(and.getRightExpression());
    }
    return on instanceof EqualsTo equal
        && equal.getLeftExpression() instanceof Column
        && equal.getRightExpression() instanceof Column;
  }

  private String source(FromItem item) {
    if (item instanceof Table table) {
      return names
              .table(table)
              .map(SqlWords::spoken)
              .orElseGet(() -> SqlWords.spoken(TableNames.unquoted(table.getName())))
          + " rows";
    }
    return item instanceof Select select ? "(" + nested(select) + ")" : item.toString();
  }

  private void ordered(Select select) {
    if (select.getOrderByElements() != null) {
      say(Kind.ORDER, select.getOrderByElements().stream().map(this::order).toList());
    }
    if (select.getLimit() != null && select.getLimit().getRowCount() != null) {
      say(Kind.TAKE, List.of(words.of(select.getLimit().getRowCount())));
    }
    if (select.getFetch() != null && select.getFetch().getExpression() != null) {
      say(Kind.TAKE, List.of(words.of(select.getFetch().getExpression())));
    }
  }

  private String order(OrderByElement order) {
    return words.of(order.getExpression())
        + (order.isAsc() ? ", smallest first" : ", largest first");
  }
}
