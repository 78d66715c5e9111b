package io.nexushive.gateway.semantic;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The joins of a draft: keys that are only suggested, to be confirmed or refused, and keys of which
 * several connect two tables, with the words that tell them apart. Declared keys need no mention.
 */
final class DraftJoins {
  private final Set<String> names = new HashSet<>();

  static List<SemanticModel.Join> of(Catalog catalog) {
    DraftJoins draft = new DraftJoins();
    LikelyKeys likely = new LikelyKeys(catalog);
    List<SemanticModel.Join> joins = new ArrayList<>();
    for (CatalogTable table : catalog.tables()) {
      List<ForeignKey> keys = new ArrayList<>(table.foreignKeys());
      keys.addAll(likely.of(table));
      for (ForeignKey key : keys) {
        boolean oneOfSeveral =
            keys.stream().filter(k -> k.table().equalsIgnoreCase(key.table())).count() > 1;
        if (key.suggested() || oneOfSeveral) {
          joins.add(draft.join(table, key, oneOfSeveral));
        }
      }
    }
    return joins;
  }

  private SemanticModel.Join join(CatalogTable table, ForeignKey key, boolean oneOfSeveral) {
    List<SemanticModel.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      pairs.add(new SemanticModel.Pair(key.columns().get(i), key.referencedColumns().get(i)));
    }
    String role = spoken(key.columns().get(0));
    return new SemanticModel.Join(
        name(table.name() + "_" + role + "_" + key.table()),
        table.name(),
        key.table(),
        pairs,
        null,
        key.suggested() ? SemanticModel.Use.SUGGESTED : null,
        oneOfSeveral && !role.isEmpty() ? List.of(role) : List.of());
  }

  private String name(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^[^A-Za-z]+", "");
    String base = plain.isEmpty() ? "join" : plain;
    String name = base;
    for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  /** A column's name without what says that it is a key: {@code billing_address_id}. */
  private static String spoken(String column) {
    return column
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT)
        .replaceAll("_?(?:id|key|code|no)$", "")
        .replace('_', ' ')
        .strip();
  }
}
