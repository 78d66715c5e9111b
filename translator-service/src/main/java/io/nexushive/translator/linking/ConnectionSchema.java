package io.nexushive.translator.linking;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.ExpressionNames;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.embedding.NearWords;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.schema.ModelledKeys;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.SchemaBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One version of a connection, ready for questions. A small catalogue is linked as a whole; of a
 * large one, a question gets the tables that the index finds for it.
 */
public final class ConnectionSchema {
  /** Up to so many tables a catalogue is linked as a whole. */
  public static final int WHOLE = 100;

  private static final int NEAREST = 30;
  private static final int BETWEEN = 20;

  private final Catalog catalog;
  private final SemanticModel model;
  private final Thesaurus thesaurus;
  private final NearWords nearWords;
  private final SchemaBuilder builder;
  private final TableIndex index;
  private final Neighbours neighbours;
  private final Schema whole;

  public ConnectionSchema(Catalog found, SemanticModel model, Thesaurus thesaurus) {
    this.catalog = ModelledKeys.of(found, model);
    this.model = computable(model, found);
    this.thesaurus = thesaurus;
    this.nearWords = NearWords.of(SchemaWords.of(catalog, this.model));
    this.builder = new SchemaBuilder(thesaurus, nearWords);
    this.whole = catalog.tables().size() <= WHOLE ? builder.build(catalog, this.model) : null;
    this.index = TableIndex.of(catalog, this.model);
    this.neighbours = new Neighbours(catalog);
  }

  /** The model without metrics over tables and columns that are gone: each would be an error. */
  private static SemanticModel computable(SemanticModel model, Catalog catalog) {
    Map<String, CatalogTable> tables = new HashMap<>();
    catalog.tables().forEach(t -> tables.put(t.name().toLowerCase(Locale.ROOT), t));
    return new SemanticModel(
        model.entities(),
        model.metrics().stream()
            .filter(m -> isComputable(m, tables.get(m.table().toLowerCase(Locale.ROOT))))
            .toList(),
        model.joins());
  }

  private static boolean isComputable(SemanticModel.Metric metric, CatalogTable table) {
    return table != null && ExpressionNames.unknown(metric.expression(), table::has).isEmpty();
  }

  /** The catalogue, its keys as the semantic model corrects them. */
  public Catalog catalog() {
    return catalog;
  }

  /** The model, as far as the catalogue has what it names. */
  public SemanticModel model() {
    return model;
  }

  public Thesaurus thesaurus() {
    return thesaurus;
  }

  /** The part of the connection that a question may be about. */
  public Schema about(String question) {
    Schema schema = whole != null ? whole : builder.build(catalog, model, nearest(question));
    return schema.asked(question);
  }

  /** The tables that fit a question best, best first; behind them those that connect them. */
  public List<CatalogTable> nearest(String question) {
    List<Integer> nearest = index.nearest(QuestionWord.of(question, thesaurus, nearWords), NEAREST);
    Set<Integer> chosen = new LinkedHashSet<>(nearest);
    neighbours.between(nearest).stream().limit(BETWEEN).forEach(chosen::add);
    List<CatalogTable> tables = new ArrayList<>();
    chosen.forEach(position -> tables.add(catalog.tables().get(position)));
    return tables;
  }
}
