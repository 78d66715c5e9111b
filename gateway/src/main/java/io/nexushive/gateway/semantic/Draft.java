package io.nexushive.gateway.semantic;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.catalog.CatalogTable.Column;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A first semantic model of a catalogue, for a steward to correct: what names a row, which date
 * counts, the sums and averages that suggest themselves, and the keys that need a word. It guesses
 * from names, so nothing in it is certified; sensitive columns are left out.
 */
final class Draft {
  /** Values of which a sum says nothing. */
  private static final Pattern AVERAGED =
      Pattern.compile(".*(?:rate|ratio|percent|pct|price|average|avg|share|score|discount).*");

  private Draft() {}

  static SemanticModel of(Catalog catalog) {
    List<SemanticModel.Entity> entities = new ArrayList<>();
    List<SemanticModel.Metric> metrics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CatalogTable table : catalog.tables()) {
      Optional<Column> time =
          table.columns().stream().filter(c -> c.type().isTemporal()).findFirst();
      entities.add(
          new SemanticModel.Entity(
              table.name(),
              List.of(),
              label(table).orElse(null),
              time.map(Column::name).orElse(null),
              List.of()));
      // What happens has a date; the rest describes things, whose figures are seldom added up.
      if (time.isPresent()) {
        for (Column column : table.columns()) {
          if (isMeasure(table, column)) {
            metrics.add(metric(table, column, names));
          }
        }
      }
    }
    return new SemanticModel(entities, metrics, DraftJoins.of(catalog));
  }

  private static Optional<String> label(CatalogTable table) {
    List<Column> texts =
        table.columns().stream()
            .filter(c -> c.type() == ColumnType.STRING)
            .filter(c -> !c.sensitive())
            .toList();
    return texts.stream()
        .filter(c -> c.name().toLowerCase(Locale.ROOT).matches(".*(?:name|title|label).*"))
        .findFirst()
        .map(Column::name);
  }

  private static boolean isMeasure(CatalogTable table, Column column) {
    String name = column.name().toLowerCase(Locale.ROOT);
    return column.type().isNumeric()
        && name.matches("[a-z][a-z0-9_]*")
        && !column.sensitive()
        && !table.primaryKey().contains(column.name())
        && table.foreignKeys().stream().noneMatch(key -> key.columns().contains(column.name()))
        && !name.matches("(?:.*_)?(?:id|key|code|no|number|year|month|day)");
  }

  private static SemanticModel.Metric metric(CatalogTable table, Column column, Set<String> names) {
    boolean averaged = AVERAGED.matcher(column.name().toLowerCase(Locale.ROOT)).matches();
    String base = (averaged ? "average_" : "") + column.name();
    String name = names.add(base) ? base : table.name() + "_" + base;
    names.add(name);
    return new SemanticModel.Metric(
        name,
        name.replace('_', ' '),
        table.name(),
        (averaged ? "AVG(" : "SUM(") + column.name() + ")",
        null,
        false,
        null,
        List.of());
  }
}
