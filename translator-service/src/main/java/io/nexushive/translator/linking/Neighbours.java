package io.nexushive.translator.linking;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which tables of a catalogue are one key apart. */
final class Neighbours {
  private final List<Set<Integer>> next = new ArrayList<>();

  Neighbours(Catalog catalog) {
    Map<String, Integer> positions = new HashMap<>();
    for (CatalogTable table : catalog.tables()) {
      positions.put(table.name().toLowerCase(Locale.ROOT), positions.size());
      next.add(new LinkedHashSet<>());
    }
    for (int child = 0; child < catalog.tables().size(); child++) {
      for (CatalogTable.ForeignKey key : catalog.tables().get(child).foreignKeys()) {
        Integer parent = positions.get(key.table().toLowerCase(Locale.ROOT));
        if (parent != null && parent != child) {
          next.get(child).add(parent);
          next.get(parent).add(child);
        }
      }
    }
  }

  /** Tables outside of {@code tables} that connect at least two of them. */
  List<Integer> between(Collection<Integer> tables) {
    Map<Integer, Integer> ends = new LinkedHashMap<>();
    for (int table : tables) {
      next.get(table).forEach(n -> ends.merge(n, 1, Integer::sum));
    }
    return ends.keySet().stream()
        .filter(n -> ends.get(n) > 1 && !tables.contains(n))
        .sorted((a, b) -> ends.get(b) - ends.get(a))
        .toList();
  }
}
