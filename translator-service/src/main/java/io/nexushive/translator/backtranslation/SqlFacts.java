package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.CatalogTable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a query does, as far as a question can be held against it.
 *
 * @param columns the catalogue's columns that it uses, by table, in the order of the tables
 * @param aggregates names of aggregate functions, upper case
 * @param filters comparisons of something with literals
 * @param literals every literal and limit of the text, lower case, without quotes
 * @param limit how many rows it takes at most; {@code null} where it takes all
 */
record SqlFacts(
    Map<CatalogTable, Set<CatalogTable.Column>> columns,
    Set<String> aggregates,
    List<Filter> filters,
    Set<String> literals,
    Set<Trait> traits,
    Long limit) {
  SqlFacts {
    aggregates = Set.copyOf(aggregates);
    filters = List.copyOf(filters);
    literals = Set.copyOf(literals);
    traits = Set.copyOf(traits);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** What a query may do anywhere in its tree. */
  enum Trait {
    NEGATES,
    COMPARES,
    GROUPS,
    ORDERS,
    NESTS,
    RANKS,
    DIVIDES,
    USES_TIME
  }

  /**
   * A comparison with literals.
   *
   * @param table of the column; {@code null} where what is compared is no column of the catalogue
   * @param column likewise
   * @param equality whether it holds for these values only, or for all but these
   * @param values the literals, without quotes
   */
  record Filter(
      CatalogTable table, CatalogTable.Column column, boolean equality, List<String> values) {
    Filter {
      values = List.copyOf(values);
    }
  }
}
