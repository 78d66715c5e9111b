package io.nexushive.model.semantic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a connection's tables mean to the people who ask: the words they use, the measures they
 * mean, and who stands behind them.
 *
 * @param entities meanings of tables and their columns
 * @param metrics measures by name
 * @param joins how tables belong together where the catalogue has no key, or not the right one
 */
public record SemanticModel(
    List<Entity> entities,
    List<Metric> metrics,
    // Left out where empty: models that were signed before there were joins stay valid.
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Join> joins) {
  public static final SemanticModel EMPTY = new SemanticModel(List.of(), List.of(), List.of());

  public SemanticModel {
    entities = copy(entities);
    metrics = copy(metrics);
    joins = copy(joins);
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

  /** How many rows of one table belong to a row of the other. */
  public enum Cardinality {
    MANY_TO_ONE,
    ONE_TO_ONE;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When a join is taken. */
  public enum Use {
    /** Before others that connect the same tables. */
    PREFERRED,
    ALLOWED,
    /** Like allowed; found from names and values, and nobody has confirmed it. */
    SUGGESTED,
    /** Not even where the catalogue declares or suggests such a key. */
    NEVER;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Two columns that are equal where rows belong together. */
  public record Pair(String from, String to) {
    public Pair {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }
  }

  /**
   * How the rows of two tables belong together.
   *
   * @param name unique in the model
   * @param from the table whose rows point
   * @param to the table of whose rows they point at one at most
   * @param columns all of these pairs are equal
   * @param cardinality absent means many to one
   * @param use absent means allowed
   * @param synonyms words for the row pointed at that choose this join where there are several:
   *     billing address
   */
  public record Join(
      String name,
      String from,
      String to,
      List<Pair> columns,
      Cardinality cardinality,
      Use use,
      List<String> synonyms) {
    public Join {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      columns = copy(columns);
      synonyms = copy(synonyms);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("a join pairs columns");
      }
    }
  }
}
