package io.nexushive.translator.schema;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.translator.language.Words;
import java.util.List;
import java.util.Set;

/** A column as the parser sees it. Identity is the object's: one per schema. */
public final class Column {
  private static final Set<String> KEY_WORDS = Set.of("id", "key", "code", "no", "number", "ssn");
  private static final Set<String> COUNTERS =
      Set.of("number", "num", "no", "count", "amount", "total", "quantity", "qty");
  private final Table table;
  private final CatalogTable.Column source;
  private final List<String> words;
  private final List<String> synonyms;
  private final boolean primary;
  private boolean foreign;

  Column(Table table, CatalogTable.Column source, List<String> synonyms, boolean primary) {
    this.table = table;
    this.source = source;
    this.words = Words.ofName(source.name()).stream().map(Words::singular).toList();
    this.synonyms = List.copyOf(synonyms);
    this.primary = primary;
  }

  void markAsForeign() {
    foreign = true;
  }

  public Table table() {
    return table;
  }

  public CatalogTable.Column source() {
    return source;
  }

  public String name() {
    return source.name();
  }

  public ColumnType type() {
    return source.type();
  }

  /** The words of its name, in the singular. */
  public List<String> words() {
    return words;
  }

  public String spoken() {
    return String.join(" ", words);
  }

  public List<String> synonyms() {
    return synonyms;
  }

  /** Whether it is part of the primary key. */
  public boolean isPrimary() {
    return primary;
  }

  /** Whether it points at another table. */
  public boolean isForeign() {
    return foreign;
  }

  /** Whether it identifies rather than measures. */
  public boolean isKey() {
    return foreign
        || primary && table.key().isPresent()
        || KEY_WORDS.contains(words.isEmpty() ? "" : words.get(words.size() - 1))
            && !words.get(0).equals("number");
  }

  /** Whether numbers in it can be added and compared by size. */
  public boolean isMeasure() {
    return source.type().isNumeric() && !isKey() && !isYear();
  }

  /** Whether its name says that it holds a number of things: {@code seat_count}, {@code qty}. */
  public boolean counts() {
    return isMeasure() && words.stream().anyMatch(COUNTERS::contains);
  }

  public boolean isYear() {
    return words.contains("year") && !source.type().isTemporal();
  }

  /** Whether it says when: a date, a time stamp, a year. */
  public boolean isTemporal() {
    return source.type().isTemporal()
        || source.type() == ColumnType.TIME
        || isYear()
        || words.contains("date")
        || words.contains("time") && !source.type().isNumeric();
  }

  public boolean isText() {
    return source.type() == ColumnType.STRING || source.type() == ColumnType.OTHER;
  }

  public boolean isSensitive() {
    return source.sensitive();
  }

  @Override
  public String toString() {
    return table.name() + "." + name();
  }
}
