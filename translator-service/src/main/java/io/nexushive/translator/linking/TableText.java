package io.nexushive.translator.linking;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Stemmer;
import io.nexushive.translator.language.Words;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a table, as stems, by where it is said. Values of sensitive columns never are.
 */
final class TableText {
  enum Part {
    NAME,
    SYNONYMS,
    COLUMNS,
    COMMENTS,
    VALUES
  }

  private final Map<Part, StringBuilder> parts = new EnumMap<>(Part.class);

  private TableText() {}

  static Map<Part, String> of(CatalogTable table, SemanticModel model) {
    TableText text = new TableText();
    Optional<SemanticModel.Entity> entity = model.entity(table.name());
    text.add(Part.NAME, table.name());
    text.add(Part.COMMENTS, table.schema());
    text.add(Part.COMMENTS, table.comment());
    entity.ifPresent(e -> e.synonyms().forEach(s -> text.add(Part.SYNONYMS, s)));
    for (CatalogTable.Column column : table.columns()) {
      text.add(Part.COLUMNS, column.name());
      text.add(Part.COMMENTS, column.comment());
      if (!column.sensitive()) {
        column.values().forEach(v -> text.add(Part.VALUES, v));
      }
      entity
          .flatMap(e -> e.column(column.name()))
          .ifPresent(
              attribute -> {
                attribute.synonyms().forEach(s -> text.add(Part.SYNONYMS, s));
                if (!column.sensitive()) {
                  attribute.values().values().forEach(said -> said.forEach(text::value));
                }
              });
    }
    model.joins().stream()
        .filter(j -> j.to().equalsIgnoreCase(table.name()))
        .forEach(j -> j.synonyms().forEach(s -> text.add(Part.SYNONYMS, s)));
    model.metrics().stream()
        .filter(m -> m.table().equalsIgnoreCase(table.name()))
        .forEach(
            m -> {
              text.add(Part.SYNONYMS, m.name());
              text.add(Part.SYNONYMS, m.label());
              m.synonyms().forEach(s -> text.add(Part.SYNONYMS, s));
            });
    Map<Part, String> result = new EnumMap<>(Part.class);
    text.parts.forEach((part, words) -> result.put(part, words.toString()));
    return result;
  }

  private void value(String said) {
    add(Part.VALUES, said);
  }

  private void add(Part part, String said) {
    if (said != null) {
      StringBuilder words = parts.computeIfAbsent(part, p -> new StringBuilder());
      Words.ofName(said).forEach(w -> words.append(Stemmer.stem(Words.singular(w))).append(' '));
    }
  }
}
