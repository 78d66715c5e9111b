package io.nexushive.translator.schema;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.translator.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table as the parser sees it. Identity is the object's: one per schema. */
public final class Table {
  private final CatalogTable source;
  private final List<String> words;
  private final List<Column> columns = new ArrayList<>();
  private List<Column> labels = List.of();
  private Column timeColumn;
  private List<String> synonyms = List.of();
  private boolean link;

  Table(CatalogTable source) {
    this.source = source;
    this.words = Words.ofName(source.name()).stream().map(Words::singular).toList();
  }

  void add(Column column) {
    columns.add(column);
  }

  void describe(List<Column> newLabels, Column newTimeColumn, List<String> newSynonyms) {
    labels = List.copyOf(newLabels);
    timeColumn = newTimeColumn;
    synonyms = List.copyOf(newSynonyms);
  }

  void markAsLink() {
    link = true;
  }

  public CatalogTable source() {
    return source;
  }

  public String name() {
    return source.name();
  }

  /** The words of its name, in the singular. */
  public List<String> words() {
    return words;
  }

  /** The name as a reader would say it, in the singular. */
  public String spoken() {
    return String.join(" ", words);
  }

  public List<Column> columns() {
    return columns;
  }

  /** The columns that name a row to a reader; never empty where there are columns. */
  public List<Column> labels() {
    return labels;
  }

  /** The column that is meant when a period is named. */
  public Optional<Column> timeColumn() {
    return Optional.ofNullable(timeColumn);
  }

  public List<String> synonyms() {
    return synonyms;
  }

  /** Whether it says little more than which rows of other tables belong together. */
  public boolean isLink() {
    return link;
  }

  /** The one column that is the primary key, where it is one. */
  public Optional<Column> key() {
    return source.primaryKey().size() == 1 ? column(source.primaryKey().get(0)) : Optional.empty();
  }

  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
  }

  @Override
  public String toString() {
    return name();
  }
}
