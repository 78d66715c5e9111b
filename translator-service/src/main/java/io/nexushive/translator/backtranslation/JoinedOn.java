package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;

/**
 * The tables that one SELECT joins and what it joins them on. A row meets at most one row of a
 * table of which a whole key is held equal to values that the row settles; of any other table it
 * may meet several, and then stands in as many rows of the join.
 *
 * @param tables of the catalogue, in the order in which they are named
 * @param whole whether there is nothing else among what is joined, and no table twice
 */
record JoinedOn(List<CatalogTable> tables, boolean whole, List<Equal> equals) {

  /** A column with what it is held equal to: another table's column, or a value. */
  private record Equal(CatalogTable table, String column, Optional<CatalogTable> with) {}

  /**
   * @param names as filled by {@link FactFinder}
   */
  static JoinedOn of(PlainSelect select, TableNames names) {
    List<Join> joins = select.getJoins() == null ? List.of() : select.getJoins();
    List<FromItem> items =
        Stream.concat(
                Stream.ofNullable(select.getFromItem()), joins.stream().map(Join::getFromItem))
            .toList();
    List<CatalogTable> tables =
        items.stream()
            .flatMap(item -> item instanceof Table t ? names.table(t).stream() : Stream.of())
            .toList();
    boolean whole =
        tables.size() == items.size()
            && tables.stream().distinct().count() == tables.size()
            && joins.stream().noneMatch(j -> j.isNatural() || !j.getUsingColumns().isEmpty());
    List<Equal> equals = new ArrayList<>();
    joins.forEach(join -> join.getOnExpressions().forEach(on -> add(on, names, equals)));
    add(select.getWhere(), names, equals);
    return new JoinedOn(tables, whole, equals);
  }

  /** The first table of which a row of {@code owner} may meet several rows. */
  Optional<CatalogTable> repeating(CatalogTable owner) {
    if (!whole) {
      return Optional.empty();
    }
    Set<CatalogTable> settled = new LinkedHashSet<>(List.of(owner));
    boolean more = true;
    while (more) {
      more =
          tables.stream()
              .anyMatch(t -> !settled.contains(t) && isMetOnce(t, settled) && settled.add(t));
    }
    // Of a table without a known key, nobody can tell.
    return tables.stream().filter(t -> !settled.contains(t) && !keysOf(t).isEmpty()).findFirst();
  }

  private boolean isMetOnce(CatalogTable table, Set<CatalogTable> settled) {
    return keysOf(table).stream()
        .anyMatch(key -> key.stream().allMatch(column -> isSettled(table, column, settled)));
  }

  private boolean isSettled(CatalogTable table, String column, Set<CatalogTable> settled) {
    return equals.stream()
        .filter(e -> e.table() == table && e.column().equalsIgnoreCase(column))
        .anyMatch(e -> e.with().isEmpty() || settled.contains(e.with().get()));
  }

  /** Columns that no two of its rows share: its primary key, and what the others refer to. */
  private List<List<String>> keysOf(CatalogTable table) {
    return Stream.concat(
            Stream.of(table.primaryKey()).filter(key -> !key.isEmpty()),
            tables.stream()
                .flatMap(t -> t.foreignKeys().stream())
                .filter(key -> key.table().equalsIgnoreCase(table.name()))
                .map(CatalogTable.ForeignKey::referencedColumns))
        .toList();
  }

  private static void add(Expression condition, TableNames names, List<Equal> equals) {
    if (condition instanceof AndExpression and) {
      add(and.getLeftExpression(), names, equals);
      add(and.getRightExpression(), names, equals);
    } else if (condition instanceof ParenthesedExpressionList<?> inside && inside.size() == 1) {
      add(inside.get(0), names, equals);
    } else if (condition instanceof EqualsTo equal) {
      add(equal.getLeftExpression(), equal.getRightExpression(), names, equals);
      add(equal.getRightExpression(), equal.getLeftExpression(), names, equals);
    }
  }

  private static void add(Expression side, Expression other, TableNames names, List<Equal> equals) {
    if (side instanceof Column column) {
      Optional<CatalogTable> table = names.of(column);
      Optional<CatalogTable> with =
          other instanceof Column c ? names.of(c) : Optional.<CatalogTable>empty();
      boolean value = other instanceof LongValue || other instanceof StringValue;
      if (table.isPresent() && (with.isPresent() || value)) {
        equals.add(new Equal(table.get(), TableNames.unquoted(column.getColumnName()), with));
      }
    }
  }
}
