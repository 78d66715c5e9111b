package io.nexushive.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.KeyPaths;
import io.nexushive.model.envelope.QueryResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds rows and figures that a join has probably repeated. A join along keys gives no more rows
 * than the table has from which all others can be reached; and what stands in a row that several
 * others lead to is repeated for each of them.
 */
final class JoinChecks {
  /** Numbers of rows are estimates. */
  private static final double SLACK = 1.5;

  private final List<CatalogTable> read;
  private final List<QueryResult.Column> columns;
  private final List<List<JsonNode>> rows;

  private JoinChecks(
      List<CatalogTable> read, List<QueryResult.Column> columns, List<List<JsonNode>> rows) {
    this.read = read;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * @param read the tables that the statement reads, as far as they are known
   * @return what is odd, in plain words
   */
  static List<String> of(
      List<CatalogTable> read, List<QueryResult.Column> columns, List<List<JsonNode>> rows) {
    if (read.size() < 2) {
      return List.of();
    }
    JoinChecks checks = new JoinChecks(read, columns, rows);
    List<String> found = new ArrayList<>();
    checks.moreRowsThanKeysExplain().ifPresent(found::add);
    read.forEach(table -> checks.repeatedFigures(table).ifPresent(found::add));
    return found;
  }

  private Optional<String> moreRowsThanKeysExplain() {
    return read.stream()
        .filter(
            table -> table.rowEstimate() != null && KeyPaths.reached(table, read).containsAll(read))
        .findFirst()
        .filter(table -> rows.size() > table.rowEstimate() * SLACK)
        .map(
            table ->
                String.format(
                    Locale.ROOT,
                    "There are more rows than %s has (about %,d); a join may repeat them.",
                    table.name(),
                    table.rowEstimate()));
  }

  private Optional<String> repeatedFigures(CatalogTable table) {
    List<Integer> own = columnsOf(table);
    List<Integer> figures = own.stream().filter(i -> isFigure(table, columns.get(i))).toList();
    List<CatalogTable> details =
        read.stream().filter(t -> t != table && KeyPaths.reached(t, read).contains(table)).toList();
    List<Integer> beside = details.stream().flatMap(t -> columnsOf(t).stream()).toList();
    // Without something that tells its rows apart, equal figures may be those of different rows.
    if (figures.isEmpty() || figures.size() == own.size() || beside.isEmpty()) {
      return Optional.empty();
    }
    Map<List<JsonNode>, Set<List<JsonNode>>> repeated = new HashMap<>();
    rows.forEach(
        row ->
            repeated
                .computeIfAbsent(values(row, own), k -> new LinkedHashSet<>())
                .add(values(row, beside)));
    return repeated.values().stream().anyMatch(rest -> rest.size() > 1)
        ? Optional.of(
            "%s of %s stands in a row for each of its %s; adding it up counts it several times."
                .formatted(
                    figures.stream()
                        .map(i -> columns.get(i).name())
                        .collect(Collectors.joining(", ")),
                    table.name(),
                    details.stream().map(CatalogTable::name).collect(Collectors.joining(", "))))
        : Optional.empty();
  }

  /** The columns of the result that are the table's, going by a name that no other one has. */
  private List<Integer> columnsOf(CatalogTable table) {
    return IntStream.range(0, columns.size())
        .filter(i -> table.has(columns.get(i).name()))
        .filter(i -> read.stream().filter(t -> t.has(columns.get(i).name())).count() == 1)
        .boxed()
        .toList();
  }

  private static boolean isFigure(CatalogTable table, QueryResult.Column column) {
    return column.type().isNumeric()
        && !contains(table.primaryKey(), column.name())
        && table.foreignKeys().stream().noneMatch(key -> contains(key.columns(), column.name()));
  }

  private static boolean contains(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static List<JsonNode> values(List<JsonNode> row, List<Integer> columns) {
    return columns.stream().map(row::get).toList();
  }
}
