package io.nexushive.model.catalog;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where keys lead. A key leads from a row to at most one row of another table, and several rows may
 * lead to the same one.
 */
public final class KeyPaths {
  private KeyPaths() {}

  /** The tables of {@code among} that keys lead to from {@code table}, itself first. */
  public static Set<CatalogTable> reached(CatalogTable table, Collection<CatalogTable> among) {
    Set<CatalogTable> reached = new LinkedHashSet<>(List.of(table));
    Deque<CatalogTable> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      CatalogTable at = next.pop();
      among.stream()
          .filter(
              t -> at.foreignKeys().stream().anyMatch(k -> k.table().equalsIgnoreCase(t.name())))
          .filter(reached::add)
          .forEach(next::add);
    }
    return reached;
  }
}
