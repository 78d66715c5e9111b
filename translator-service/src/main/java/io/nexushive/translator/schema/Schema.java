package io.nexushive.translator.schema;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.semantic.SemanticModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A catalogue prepared for linking. Immutable once built; built once per catalogue version. */
public final class Schema {
  private final Catalog catalog;
  private final SemanticModel model;
  private final Map<String, Table> tables;
  private final JoinGraph joins;
  private final NameIndex names;
  private final ValueIndex values;

  Schema(
      Catalog catalog,
      SemanticModel model,
      Map<String, Table> tables,
      JoinGraph joins,
      NameIndex names,
      ValueIndex values) {
    this.catalog = catalog;
    this.model = model;
    this.tables = tables;
    this.joins = joins;
    this.names = names;
    this.values = values;
  }

  /** The whole catalogue, of which {@link #tables} may be a part. */
  public Catalog catalog() {
    return catalog;
  }

  /** The same, with the joins that a question's words choose. */
  public Schema asked(String question) {
    JoinGraph chosen = joins.asked(question);
    return chosen == joins ? this : new Schema(catalog, model, tables, chosen, names, values);
  }

  public SemanticModel model() {
    return model;
  }

  /** The tables that are linked to. */
  public List<Table> tables() {
    return List.copyOf(tables.values());
  }

  public Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name.toLowerCase(Locale.ROOT)));
  }

  public JoinGraph joins() {
    return joins;
  }

  public NameIndex names() {
    return names;
  }

  public ValueIndex values() {
    return values;
  }
}
