package io.nexushive.translator.verified;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.schema.ValueIndex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of one column that the catalogue knows, by how people write them. */
final class ColumnValues {
  private final Map<String, String> stored = new HashMap<>();
  private final Set<String> unclear = new HashSet<>();

  ColumnValues(CatalogTable table, CatalogTable.Column column, SemanticModel model) {
    column.values().forEach(value -> add(value, value));
    model
        .entity(table.name())
        .flatMap(entity -> entity.column(column.name()))
        .map(SemanticModel.Attribute::values)
        .ifPresent(said -> said.forEach((value, names) -> names.forEach(n -> add(n, value))));
  }

  private void add(String said, String value) {
    String key = ValueIndex.normal(said);
    String before = stored.putIfAbsent(key, value);
    if (key.isEmpty() || before != null && !before.equals(value)) {
      unclear.add(key);
    }
  }

  /** The value that is written so, as it is stored; absent where there is none, or several. */
  Optional<String> find(String said) {
    String key = ValueIndex.normal(said);
    return unclear.contains(key) ? Optional.empty() : Optional.ofNullable(stored.get(key));
  }

  List<String> examples() {
    return stored.values().stream().distinct().sorted().limit(5).toList();
  }
}
