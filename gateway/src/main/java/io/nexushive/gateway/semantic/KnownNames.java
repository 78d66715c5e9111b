package io.nexushive.gateway.semantic;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.text.Edits;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names that a catalogue has, whatever their case. Made once for each version of it. */
final class KnownNames {
  private static final int SLIPS = 2;
  private static final int SHORT = 4;

  private final String version;

  /** Of each table, by its name in lower case: the columns, likewise. */
  private final Map<String, Map<String, String>> columns = new HashMap<>();

  private final Map<String, String> tables = new HashMap<>();

  KnownNames(Catalog catalog) {
    version = catalog.version();
    for (CatalogTable table : catalog.tables()) {
      tables.put(lower(table.name()), table.name());
      Map<String, String> of = columns.computeIfAbsent(lower(table.name()), t -> new HashMap<>());
      table.columns().forEach(c -> of.put(lower(c.name()), c.name()));
    }
  }

  /** The catalogue's. */
  String version() {
    return version;
  }

  boolean hasTable(String table) {
    return tables.containsKey(lower(table));
  }

  boolean hasColumn(String table, String column) {
    return columns.getOrDefault(lower(table), Map.of()).containsKey(lower(column));
  }

  /** The table that is probably meant by a name that there is not. */
  Optional<String> tableLike(String name) {
    return like(name, tables.values());
  }

  /** The column that is probably meant by a name that the table does not have. */
  Optional<String> columnLike(String table, String name) {
    return like(name, columns.getOrDefault(lower(table), Map.of()).values());
  }

  private static Optional<String> like(String name, Collection<String> names) {
    String wanted = lower(name);
    // Of short names, nearly all lie two slips apart.
    int slips = wanted.length() > SHORT ? SLIPS : 1;
    return names.stream()
        .filter(n -> Edits.within(wanted, lower(n), slips))
        .min(
            Comparator.<String, Boolean>comparing(n -> !Edits.within(wanted, lower(n), 1))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
