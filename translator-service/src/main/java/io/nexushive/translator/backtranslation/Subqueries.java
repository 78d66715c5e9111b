package io.nexushive.translator.backtranslation;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.util.TablesNamesFinder;

/** The queries inside a query, innermost first: what is answered before the rest can be. */
final class Subqueries extends TablesNamesFinder<Void> {
  private final TableNames names;
  private final List<String> found = new ArrayList<>();

  private Subqueries(TableNames names) {
    this.names = names;
  }

  static List<String> of(Select select, TableNames names) {
    Subqueries subqueries = new Subqueries(names);
    subqueries.getTables((Statement) select);
    return subqueries.found.stream().distinct().toList();
  }

  @Override
  public <S> Void visit(ParenthesedSelect select, S context) {
    super.visit(select, context);
    if (!(select.getSelect() instanceof SetOperationList)) {
      add(select);
    }
    return null;
  }

  @Override
  public <S> Void visit(SetOperationList list, S context) {
    super.visit(list, context);
    list.getSelects().stream().filter(s -> !(s instanceof ParenthesedSelect)).forEach(this::add);
    return null;
  }

  private void add(Select select) {
    found.add(String.join(" ", Restatement.sentences(select, names)));
  }
}
