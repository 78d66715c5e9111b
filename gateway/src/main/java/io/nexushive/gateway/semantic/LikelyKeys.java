package io.nexushive.gateway.semantic;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.CatalogTable.Column;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import io.nexushive.model.text.KeyNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that names suggest where the catalogue can suggest none: files and views have no primary
 * key to point at.
 */
final class LikelyKeys {
  /** By the name of a column that would point at them. */
  private final Map<String, List<Target>> targets = new HashMap<>();

  private record Target(CatalogTable table, Column key) {}

  LikelyKeys(Catalog catalog) {
    for (CatalogTable table : catalog.tables()) {
      Set<String> keys = KeyNames.pointingAt(table.name(), "id");
      table.columns().stream()
          .filter(c -> table.primaryKey().isEmpty() && !c.sensitive())
          .filter(c -> c.name().equalsIgnoreCase("id") || keys.contains(KeyNames.plain(c.name())))
          .findFirst()
          .ifPresent(key -> add(new Target(table, key)));
    }
  }

  private void add(Target target) {
    KeyNames.pointingAt(target.table().name(), target.key().name())
        .forEach(name -> targets.computeIfAbsent(name, n -> new ArrayList<>()).add(target));
  }

  /** Those of a table, beside the ones that it has; none where more than one table would fit. */
  List<ForeignKey> of(CatalogTable table) {
    List<ForeignKey> keys = new ArrayList<>();
    for (Column column : table.columns()) {
      List<Target> fitting =
          targets.getOrDefault(KeyNames.plain(column.name()), List.of()).stream()
              .filter(t -> t.table() != table && t.key().type() == column.type())
              .toList();
      boolean pointing =
          table.foreignKeys().stream().anyMatch(k -> k.columns().contains(column.name()));
      if (fitting.size() == 1 && !pointing && !column.sensitive()) {
        Target target = fitting.get(0);
        keys.add(
            new ForeignKey(
                List.of(column.name()), target.table().name(), List.of(target.key().name()), true));
      }
    }
    return keys;
  }
}
