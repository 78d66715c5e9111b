package io.nexushive.translator.schema;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.embedding.NearWords;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.language.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prepares a catalogue and its semantic model for linking. */
public final class SchemaBuilder {
  private static final Set<String> NAMING = Set.of("name", "title", "label");
  private final Thesaurus thesaurus;
  private final NearWords nearWords;

  /**
   * @param nearWords of the names of the whole connection
   */
  public SchemaBuilder(Thesaurus thesaurus, NearWords nearWords) {
    this.thesaurus = thesaurus;
    this.nearWords = nearWords;
  }

  public Schema build(Catalog catalog, SemanticModel model) {
    return build(catalog, model, catalog.tables());
  }

  /** Prepares some tables of a catalogue, as if there were no others. */
  public Schema build(Catalog catalog, SemanticModel model, List<CatalogTable> some) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (CatalogTable source : some) {
      Table table = new Table(source);
      Optional<SemanticModel.Entity> entity = model.entity(source.name());
      for (CatalogTable.Column column : source.columns()) {
        List<String> synonyms =
            entity
                .flatMap(e -> e.column(column.name()))
                .map(SemanticModel.Attribute::synonyms)
                .orElse(List.of());
        boolean primary = source.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase);
        table.add(new Column(table, column, synonyms, primary));
      }
      tables.put(source.name().toLowerCase(Locale.ROOT), table);
    }
    JoinGraph joins = joins(tables, model);
    for (Table table : tables.values()) {
      describe(table, model.entity(table.name()));
    }
    ValueIndex values = values(tables, model);
    return new Schema(catalog, model, tables, joins, names(tables, joins, model, values), values);
  }

  private static JoinGraph joins(Map<String, Table> tables, SemanticModel model) {
    JoinGraph graph = new JoinGraph();
    Set<Column> pointing = new HashSet<>();
    for (Table table : tables.values()) {
      for (CatalogTable.ForeignKey key : table.source().foreignKeys()) {
        Table parent = tables.get(key.table().toLowerCase(Locale.ROOT));
        if (parent == null) {
          continue;
        }
        List<Column> from = key.columns().stream().flatMap(c -> table.column(c).stream()).toList();
        List<Column> to =
            key.referencedColumns().stream().flatMap(c -> parent.column(c).stream()).toList();
        if (from.size() == key.columns().size() && to.size() == from.size()) {
          from.forEach(Column::markAsForeign);
          pointing.addAll(from);
          graph.add(new Join(from, to, modelled(model, from, to)));
        }
      }
    }
    guess(tables, graph, pointing, model);
    return graph;
  }

  /** What the model says of a key; {@code null} where it says nothing. */
  private static SemanticModel.Join modelled(
      SemanticModel model, List<Column> from, List<Column> to) {
    return model.joins().stream()
        .filter(
            j ->
                ModelledKeys.connects(
                    j,
                    from.get(0).table().name(),
                    from.stream().map(Column::name).toList(),
                    to.get(0).table().name(),
                    to.stream().map(Column::name).toList()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Where no key is declared: a column with the telling name of another table's only key column.
   */
  private static void guess(
      Map<String, Table> tables, JoinGraph graph, Set<Column> pointing, SemanticModel model) {
    List<Column> keys = tables.values().stream().flatMap(t -> t.key().stream()).toList();
    Set<Column> own = Set.copyOf(keys);
    for (Table table : tables.values()) {
      for (Column column : table.columns()) {
        boolean ownKey = own.contains(column);
        if (pointing.contains(column)
            || column.words().size() < 2 && !ownKey
            || column.words().isEmpty()) {
          continue;
        }
        for (Column key : keys) {
          Table parent = key.table();
          if (parent != table
              && pointsByName(column, ownKey, key)
              && graph.between(table, parent).isEmpty()
              // What the model allows is a key already; here it can only forbid.
              && modelled(model, List.of(column), List.of(key)) == null) {
            column.markAsForeign();
            graph.add(new Join(List.of(column), List.of(key), null));
          }
        }
      }
    }
  }

  private static boolean pointsByName(Column column, boolean ownKey, Column key) {
    boolean named = key.name().equalsIgnoreCase(column.name()) && key.words().size() > 1;
    boolean spelt =
        !ownKey
            && key.words().size() == 1
            && key.words().get(0).equals("id")
            && pointsBySpelling(column, key.table());
    return named && (!ownKey || mentions(column, key.table())) || spelt;
  }

  private static boolean mentions(Column column, Table parent) {
    return parent.words().stream().anyMatch(column.words()::contains)
        && !column.table().words().stream().allMatch(column.words()::contains);
  }

  private static boolean pointsBySpelling(Column column, Table parent) {
    List<String> words = new ArrayList<>(parent.words());
    words.add("id");
    return column.words().equals(words);
  }

  private static void describe(Table table, Optional<SemanticModel.Entity> entity) {
    List<Column> labels =
        entity
            .map(SemanticModel.Entity::label)
            .flatMap(table::column)
            .map(List::of)
            .orElseGet(() -> labels(table));
    Column time =
        entity
            .map(SemanticModel.Entity::timeColumn)
            .flatMap(table::column)
            .orElseGet(() -> firstTemporal(table));
    table.describe(labels, time, entity.map(SemanticModel.Entity::synonyms).orElse(List.of()));
    long own = table.columns().stream().filter(c -> !c.isForeign() && !c.isPrimary()).count();
    long keys = table.columns().stream().filter(Column::isForeign).count();
    if (keys >= 2 && own <= 1) {
      table.markAsLink();
    }
  }

  private static Column firstTemporal(Table table) {
    return table.columns().stream()
        .filter(c -> c.type().isTemporal())
        .findFirst()
        .or(() -> table.columns().stream().filter(Column::isTemporal).findFirst())
        .orElse(null);
  }

  private static List<Column> labels(Table table) {
    Column best = null;
    int bestScore = 0;
    for (Column column : table.columns()) {
      int score = labelScore(table, column);
      if (score > bestScore) {
        best = column;
        bestScore = score;
      }
    }
    Column first = named(table, "first", "name", "fname", "forename");
    Column last = named(table, "last", "name", "lname", "surname");
    if (bestScore < 90 && first != null && last != null) {
      return List.of(first, last);
    }
    if (best != null) {
      return List.of(best);
    }
    return table
        .key()
        .map(List::of)
        .orElseGet(() -> table.columns().isEmpty() ? List.of() : List.of(table.columns().get(0)));
  }

  private static Column named(Table table, String one, String two, String... whole) {
    return table.columns().stream()
        .filter(
            c ->
                c.words().contains(one) && c.words().contains(two)
                    || c.words().stream().anyMatch(List.of(whole)::contains))
        .findFirst()
        .orElse(null);
  }

  private static int labelScore(Table table, Column column) {
    List<String> words = column.words();
    if (!column.isText() || words.isEmpty() || column.isForeign()) {
      return 0;
    }
    List<String> own = words.stream().filter(w -> !table.words().contains(w)).toList();
    boolean naming = NAMING.contains(words.get(words.size() - 1));
    if (naming && own.size() == 1 && NAMING.contains(own.get(0))) {
      return words.get(words.size() - 1).equals("name") ? 100 : 95;
    }
    if (own.isEmpty()) {
      return 97;
    }
    if (naming) {
      return words.contains("first") || words.contains("last") || words.contains("middle")
          ? 50
          : 80;
    }
    if (words.contains("name") || words.contains("title")) {
      return 70;
    }
    if (words.contains("description") || words.contains("detail")) {
      return words.stream().anyMatch(table.words()::contains) ? 40 : 30;
    }
    return !column.isKey() && table.columns().indexOf(column) <= 1 && table.key().isPresent()
        ? 20
        : 0;
  }

  private NameIndex names(
      Map<String, Table> tables, JoinGraph joins, SemanticModel model, ValueIndex values) {
    NameIndex names = new NameIndex(thesaurus, nearWords, values);
    for (Table table : tables.values()) {
      names.add(table, table.words(), List.of(), 1, false);
      table.synonyms().forEach(s -> names.add(table, Words.ofName(s), List.of(), 1, true));
      List<String> tableWords = new ArrayList<>(table.words());
      table.synonyms().forEach(s -> tableWords.addAll(Words.ofName(s)));
      for (Column column : table.columns()) {
        names.add(column, column.words(), tableWords, 1, false);
        column.synonyms().forEach(s -> names.add(column, Words.ofName(s), List.of(), 1, true));
      }
    }
    for (Join join : joins.all()) {
      if (join.child() != join.parent()) {
        join.synonyms().forEach(s -> names.add(join.parent(), Words.ofName(s), List.of(), 1, true));
      }
    }
    for (SemanticModel.Metric metric : model.metrics()) {
      if (tables.containsKey(metric.table().toLowerCase(Locale.ROOT))) {
        names.add(metric, Words.ofName(metric.name()), List.of(), 1.02, true);
        if (metric.label() != null) {
          names.add(metric, Words.ofName(metric.label()), List.of(), 1.02, true);
        }
        metric.synonyms().forEach(s -> names.add(metric, Words.ofName(s), List.of(), 1, true));
      }
    }
    return names;
  }

  private static ValueIndex values(Map<String, Table> tables, SemanticModel model) {
    ValueIndex index = new ValueIndex();
    for (Table table : tables.values()) {
      Optional<SemanticModel.Entity> entity = model.entity(table.name());
      for (Column column : table.columns()) {
        if (column.isSensitive()) {
          continue;
        }
        for (String value : column.source().values()) {
          index.add(column, value, value, 1);
        }
        entity
            .flatMap(e -> e.column(column.name()))
            .ifPresent(
                a ->
                    a.values()
                        .forEach(
                            (value, words) ->
                                words.forEach(w -> index.add(column, value, w, 0.95))));
      }
    }
    return index;
  }
}
