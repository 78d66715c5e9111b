package io.nexushive.model.semantic;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a connection's tables mean to the people who ask: the words they use, the measures they
 * mean, and who stands behind them.
 *
 * @param entities meanings of tables and their columns
 * @param metrics measures by name
 */
public record SemanticModel(List<Entity> entities, List<Metric> metrics) {
  public static final SemanticModel EMPTY = new SemanticModel(List.of(), List.of());

  public SemanticModel {
    entities = copy(entities);
    metrics = copy(metrics);
  }

  /** The meaning of {@code table}, whatever its case. */
  public Optional<Entity> entity(String table) {
    return entities.stream().filter(e -> e.table().equalsIgnoreCase(table)).findFirst();
  }

  private static <T> List<T> copy(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * What a table means.
   *
   * @param table as in the catalogue
   * @param synonyms words for one row of it: order, transaction
   * @param label the column that names a row to a reader
   * @param timeColumn the column that is meant when a period is named
   */
  public record Entity(
      String table,
      List<String> synonyms,
      String label,
      String timeColumn,
      List<Attribute> columns) {
    public Entity {
      Objects.requireNonNull(table, "table");
      synonyms = copy(synonyms);
      columns = copy(columns);
    }

    /** The meaning of {@code column}, whatever its case. */
    public Optional<Attribute> column(String column) {
      return columns.stream().filter(c -> c.column().equalsIgnoreCase(column)).findFirst();
    }
  }

  /**
   * What a column means.
   *
   * @param synonyms words for it
   * @param unit for example {@code EUR} or {@code percent}
   * @param values other words for its values: value to words
   */
  public record Attribute(
      String column, List<String> synonyms, String unit, Map<String, List<String>> values) {
    public Attribute {
      Objects.requireNonNull(column, "column");
      synonyms = copy(synonyms);
      values =
          values == null
              ? Map.of()
              : java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(values));
    }
  }

  /**
   * A measure.
   *
   * @param name unique in the model, for example {@code net_revenue}
   * @param label as readers see it
   * @param table the table that it is computed over
   * @param expression an aggregate over that table's columns, for example {@code SUM(net_revenue)}
   * @param unit for example {@code EUR}; absent for counts
   * @param certified whether its owner stands behind it
   */
  public record Metric(
      String name,
      String label,
      String table,
      String expression,
      String unit,
      boolean certified,
      String owner,
      List<String> synonyms) {
    public Metric {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(table, "table");
      Objects.requireNonNull(expression, "expression");
      synonyms = copy(synonyms);
    }
  }
}
