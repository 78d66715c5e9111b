package io.nexushive.executor.catalog;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.CatalogTable.Column;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.text.KeyNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Suggests foreign keys where none are declared: a column that is called like another table's
 * primary key, or like that table and its key, of the same type, and whose values lie within the
 * key's where both are known.
 */
final class KeySuggestions {
  private KeySuggestions() {}

  /** A table that others may point at, and the names by which they would. */
  private record Target(CatalogTable table, Column key) {}

  static List<CatalogTable> added(List<CatalogTable> tables) {
    Map<String, List<Target>> targets = new HashMap<>();
    for (CatalogTable table : tables) {
      if (table.primaryKey().size() == 1) {
        String key = table.primaryKey().get(0);
        table.columns().stream()
            .filter(c -> c.name().equals(key))
            .findFirst()
            .ifPresent(
                c ->
                    KeyNames.pointingAt(table.name(), key)
                        .forEach(
                            n ->
                                targets
                                    .computeIfAbsent(n, k -> new ArrayList<>())
                                    .add(new Target(table, c))));
      }
    }
    return tables.stream().map(t -> t.view() ? t : withSuggestions(t, targets)).toList();
  }

  private static CatalogTable withSuggestions(
      CatalogTable table, Map<String, List<Target>> targets) {
    List<ForeignKey> keys = new ArrayList<>(table.foreignKeys());
    for (Column column : table.columns()) {
      boolean declared = keys.stream().anyMatch(k -> k.columns().contains(column.name()));
      List<Target> fitting =
          targets.getOrDefault(KeyNames.plain(column.name()), List.of()).stream()
              .filter(t -> !t.table().key().equals(table.key()))
              .filter(t -> fits(column, t.key()))
              .toList();
      // More than one table that fits is as good as none: a wrong join is worse than no join.
      if (!declared && fitting.size() == 1) {
        Target target = fitting.get(0);
        keys.add(
            new ForeignKey(
                List.of(column.name()), target.table().name(), List.of(target.key().name()), true));
      }
    }
    return keys.size() == table.foreignKeys().size()
        ? table
        : table.withKeys(table.primaryKey(), keys);
  }

  private static boolean fits(Column column, Column key) {
    if (column.type() != key.type() || column.sensitive() || key.sensitive()) {
      return false;
    }
    if (column.type() == ColumnType.INTEGER && column.min() != null && key.min() != null) {
      return number(column.min()).compareTo(number(key.min())) >= 0
          && number(column.max()).compareTo(number(key.max())) <= 0;
    }
    return column.type() == ColumnType.INTEGER || column.type() == ColumnType.STRING;
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }
}
