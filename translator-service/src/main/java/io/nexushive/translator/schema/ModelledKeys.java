package io.nexushive.translator.schema;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The keys between tables as the semantic model corrects those of the catalogue. A join whose
 * tables or columns are not there changes nothing.
 */
public final class ModelledKeys {
  private final Map<String, CatalogTable> tables = new HashMap<>();
  private final List<SemanticModel.Join> joins;

  private ModelledKeys(Catalog catalog, SemanticModel model) {
    catalog.tables().forEach(t -> tables.putIfAbsent(lower(t.name()), t));
    joins = model.joins().stream().filter(this::leadsSomewhere).toList();
  }

  /** The catalogue, with the model's joins as its foreign keys. */
  public static Catalog of(Catalog catalog, SemanticModel model) {
    ModelledKeys keys = new ModelledKeys(catalog, model);
    return keys.joins.isEmpty()
        ? catalog
        : new Catalog(
            catalog.connectionId(),
            catalog.dialect(),
            catalog.version(),
            catalog.tables().stream().map(keys::corrected).toList());
  }

  private boolean leadsSomewhere(SemanticModel.Join join) {
    CatalogTable from = tables.get(lower(join.from()));
    CatalogTable to = tables.get(lower(join.to()));
    return from != null
        && to != null
        && join.columns().stream().allMatch(p -> from.has(p.from()) && to.has(p.to()));
  }

  private CatalogTable corrected(CatalogTable table) {
    List<ForeignKey> kept = new ArrayList<>();
    List<String> key = table.primaryKey();
    for (SemanticModel.Join join : joins) {
      boolean used = join.use() != SemanticModel.Use.NEVER;
      if (used && join.from().equalsIgnoreCase(table.name())) {
        kept.add(new ForeignKey(from(join), join.to(), to(join), false));
      }
      // That a row points at one at most is what makes a key of the columns pointed at.
      if (used && key.isEmpty() && join.to().equalsIgnoreCase(table.name())) {
        key = to(join);
      }
    }
    table.foreignKeys().stream().filter(k -> !isModelled(table, k)).forEach(kept::add);
    return table.withKeys(key, kept);
  }

  private boolean isModelled(CatalogTable table, ForeignKey key) {
    return joins.stream()
        .anyMatch(
            j -> connects(j, table.name(), key.columns(), key.table(), key.referencedColumns()));
  }

  /** Whether {@code join} pairs just these columns, in either direction. */
  static boolean connects(
      SemanticModel.Join join,
      String table,
      List<String> columns,
      String other,
      List<String> otherColumns) {
    List<String> pairs = pairs(table, columns, other, otherColumns);
    return pairs.equals(pairs(join.from(), from(join), join.to(), to(join)))
        || pairs.equals(pairs(join.to(), to(join), join.from(), from(join)));
  }

  private static List<String> pairs(
      String table, List<String> columns, String other, List<String> otherColumns) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      pairs.add(lower(columns.get(i) + "=" + otherColumns.get(i)));
    }
    pairs.sort(null);
    pairs.add(0, lower(table + ">" + other));
    return pairs;
  }

  private static List<String> from(SemanticModel.Join join) {
    return join.columns().stream().map(SemanticModel.Pair::from).toList();
  }

  private static List<String> to(SemanticModel.Join join) {
    return join.columns().stream().map(SemanticModel.Pair::to).toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
