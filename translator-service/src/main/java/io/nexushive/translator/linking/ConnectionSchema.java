package io.nexushive.translator.linking;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.SchemaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
  private final SchemaBuilder builder;
  private final TableIndex index;
  private final Neighbours neighbours;
  private final Schema whole;

  public ConnectionSchema(Catalog catalog, SemanticModel model, Thesaurus thesaurus) {
    this.catalog = catalog;
    this.model = model;
    this.thesaurus = thesaurus;
    this.builder = new SchemaBuilder(thesaurus);
    this.whole = catalog.tables().size() <= WHOLE ? builder.build(catalog, model) : null;
    this.index = TableIndex.of(catalog, model);
    this.neighbours = new Neighbours(catalog);
  }

  public Catalog catalog() {
    return catalog;
  }

  public SemanticModel model() {
    return model;
  }

  /** The part of the connection that a question may be about. */
  public Schema about(String question) {
    return whole != null ? whole : builder.build(catalog, model, nearest(question));
  }

  /** The tables that fit a question best, best first; behind them those that connect them. */
  public List<CatalogTable> nearest(String question) {
    List<Integer> nearest = index.nearest(QuestionWord.of(question, thesaurus), NEAREST);
    Set<Integer> chosen = new LinkedHashSet<>(nearest);
    neighbours.between(nearest).stream().limit(BETWEEN).forEach(chosen::add);
    List<CatalogTable> tables = new ArrayList<>();
    chosen.forEach(position -> tables.add(catalog.tables().get(position)));
    return tables;
  }
}
