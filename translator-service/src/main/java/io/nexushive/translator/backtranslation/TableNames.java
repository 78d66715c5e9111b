package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;

/** Which tables of the catalogue a query reads, and to which of them its column names belong. */
final class TableNames {
  private final Catalog catalog;
  private final Set<CatalogTable> tables = new LinkedHashSet<>();
  private final Deque<Map<String, CatalogTable>> scopes = new ArrayDeque<>();
  private final Map<Column, CatalogTable> owners = new IdentityHashMap<>();

  TableNames(Catalog catalog) {
    this.catalog = catalog;
  }

  /** From here on names mean the tables of {@code select} first. */
  void enter(PlainSelect select) {
    Map<String, CatalogTable> scope = new LinkedHashMap<>();
    add(select.getFromItem(), scope);
    if (select.getJoins() != null) {
      select.getJoins().stream().map(Join::getFromItem).forEach(item -> add(item, scope));
    }
    scopes.push(scope);
  }

  void leave() {
    scopes.pop();
  }

  private void add(FromItem item, Map<String, CatalogTable> scope) {
    if (item instanceof Table table) {
      String alias = table.getAlias() == null ? table.getName() : table.getAlias().getName();
      table(table)
          .ifPresent(
              found -> {
                tables.add(found);
                scope.put(unquoted(alias).toLowerCase(Locale.ROOT), found);
              });
    }
  }

  /** Notes whose column it is, by where it stands. */
  void place(Column column) {
    String table = column.getTable() == null ? null : column.getTable().getName();
    for (Map<String, CatalogTable> scope : scopes) {
      for (Map.Entry<String, CatalogTable> named : scope.entrySet()) {
        boolean meant =
            table == null || named.getKey().equals(unquoted(table).toLowerCase(Locale.ROOT));
        if (meant && column(named.getValue(), column).isPresent()) {
          owners.put(column, named.getValue());
          return;
        }
      }
    }
  }

  /** The table that has the column; absent for one that the query itself computes. */
  Optional<CatalogTable> of(Column column) {
    return Optional.ofNullable(owners.get(column));
  }

  /** The table of the catalogue that {@code table} is. */
  Optional<CatalogTable> table(Table table) {
    return catalog.table(unquoted(table.getName()));
  }

  List<CatalogTable> tables() {
    return List.copyOf(tables);
  }

  static Optional<CatalogTable.Column> column(CatalogTable table, Column column) {
    String name = unquoted(column.getColumnName());
    return table.columns().stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
  }

  /** A name without the quotes of any dialect. */
  static String unquoted(String name) {
    boolean quoted =
        name.length() > 1
            && ("\"`".indexOf(name.charAt(0)) >= 0 && name.endsWith(name.substring(0, 1))
                || name.startsWith("[") && name.endsWith("]"));
    return quoted ? name.substring(1, name.length() - 1) : name;
  }
}
