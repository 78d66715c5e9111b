package io.nexushive.translator.linking;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Words;
import java.util.HashSet;
import java.util.Set;

/** The words that the names of a connection are made of. */
final class SchemaWords {
  private SchemaWords() {}

  /** Those of tables, columns and metrics, in the singular; each word once. */
  static Set<String> of(Catalog catalog, SemanticModel model) {
    Set<String> words = new HashSet<>();
    for (CatalogTable table : catalog.tables()) {
      add(table.name(), words);
      table.columns().forEach(c -> add(c.name(), words));
    }
    model.metrics().forEach(m -> add(m.name(), words));
    return words;
  }

  private static void add(String name, Set<String> words) {
    Words.ofName(name).forEach(w -> words.add(Words.singular(w)));
  }
}
