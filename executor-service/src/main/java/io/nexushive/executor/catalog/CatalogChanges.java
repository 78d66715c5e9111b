package io.nexushive.executor.catalog;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one version of a catalogue differs from the one before, by table.
 *
 * @param version of the newer one
 */
public record CatalogChanges(
    String version, int tables, List<String> added, List<String> changed, List<String> removed) {

  static CatalogChanges between(
      Optional<Catalog> before, Collection<CatalogTable> after, String version) {
    Map<String, CatalogTable> old = new TreeMap<>();
    before.ifPresent(c -> c.tables().forEach(t -> old.put(t.key(), t)));
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (CatalogTable table : after) {
      CatalogTable known = old.remove(table.key());
      if (known == null) {
        added.add(nameOf(table));
      } else if (!known.digest().equals(table.digest())) {
        changed.add(nameOf(table));
      }
    }
    List<String> removed = old.values().stream().map(CatalogChanges::nameOf).toList();
    return new CatalogChanges(version, after.size(), added, changed, removed);
  }

  private static String nameOf(CatalogTable table) {
    return table.schema() == null ? table.name() : table.schema() + "." + table.name();
  }
}
