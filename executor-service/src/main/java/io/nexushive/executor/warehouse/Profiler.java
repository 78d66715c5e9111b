package io.nexushive.executor.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.TableProfile.ColumnProfile;
import io.nexushive.model.envelope.ColumnType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Looks into a table: one statement for its size and ranges, one for each short text column. What
 * takes too long or fails is left out; a catalogue with gaps is better than none.
 */
public final class Profiler {
  private static final Logger LOG = Logger.getLogger(Profiler.class);

  private static final Duration WINDOW_TIMEOUT = Duration.ofSeconds(20);

  private final Warehouse warehouse;
  private final UnaryOperator<String> quote;

  /**
   * @param quote writes a name as it is quoted in SQL
   */
  public Profiler(Warehouse warehouse, UnaryOperator<String> quote) {
    this.warehouse = warehouse;
    this.quote = quote;
  }

  /**
   * @param known the number of rows where it is known already
   */
  public TableProfile profile(TableSchema table, ProfileBounds bounds, Optional<Long> known) {
    Map<String, ColumnProfile> profiles = new HashMap<>();
    Optional<Long> rows = ranges(table, bounds, known.isEmpty(), profiles);
    for (TableSchema.Column column : table.columns()) {
      if (column.type() == ColumnType.STRING
          && bounds.maxValues() > 0
          && bounds.columns().contains(column.name())) {
        profiles.put(column.name(), new ColumnProfile(null, values(table, column, bounds)));
      }
    }
    return new TableProfile(known.or(() -> rows).orElse(null), profiles);
  }

  /** Smallest and largest value of a column; empty where the table has no rows. */
  public Optional<Window> window(TableSchema table, String column) {
    ProfileBounds bounds = new ProfileBounds(Set.of(column), 0, 0, WINDOW_TIMEOUT);
    return profile(table, bounds, Optional.of(0L)).column(column).map(ColumnProfile::window);
  }

  private Optional<Long> ranges(
      TableSchema table, ProfileBounds bounds, boolean count, Map<String, ColumnProfile> into) {
    List<TableSchema.Column> ranged =
        table.columns().stream()
            .filter(c -> c.type().isNumeric() || c.type().isTemporal())
            .filter(c -> bounds.columns().contains(c.name()))
            .toList();
    List<String> items = new ArrayList<>();
    if (count) {
      items.add("COUNT(*)");
    }
    for (TableSchema.Column column : ranged) {
      String name = quote.apply(column.name());
      items.add("MIN(" + name + ")");
      items.add("MAX(" + name + ")");
    }
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<List<JsonNode>> found =
        read("SELECT " + String.join(", ", items) + " FROM " + from(table), bounds, 1);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<JsonNode> row = found.get(0);
    int at = count ? 1 : 0;
    for (TableSchema.Column column : ranged) {
      if (!row.get(at).isNull() && !row.get(at + 1).isNull()) {
        Window window = new Window(text(row.get(at)), text(row.get(at + 1)));
        into.put(column.name(), new ColumnProfile(window, List.of()));
      }
      at += 2;
    }
    return count ? Optional.of(row.get(0).asLong()) : Optional.empty();
  }

  private List<String> values(TableSchema table, TableSchema.Column column, ProfileBounds bounds) {
    String name = quote.apply(column.name());
    String sql = "SELECT DISTINCT " + name + " FROM " + from(table);
    sql += " WHERE " + name + " IS NOT NULL LIMIT " + (bounds.maxValues() + 1);
    List<List<JsonNode>> found = read(sql, bounds, bounds.maxValues() + 1);
    List<String> values = found.stream().map(r -> r.get(0).asText()).sorted().toList();
    boolean few = values.size() <= bounds.maxValues();
    boolean shortOnes = values.stream().allMatch(v -> v.length() <= bounds.maxLength());
    return few && shortOnes ? values : List.of();
  }

  private List<List<JsonNode>> read(String sql, ProfileBounds bounds, int rows) {
    List<List<JsonNode>> found = new ArrayList<>();
    try {
      warehouse.execute(
          new Query(sql, bounds.timeout(), QueryTag.of("nexushive catalog"), rows),
          row -> {
            found.add(row);
            return found.size() < rows;
          },
          new CancelSignal());
    } catch (WarehouseException e) {
      // What needs too much space is this statement's own; the next one may do with what there is.
      if (e.problem().illness() && e.problem() != Problem.OUT_OF_SPACE) {
        throw e;
      }
      LOG.debugf(e, "part of a table's profile left out problem=%s", e.problem());
      return List.of();
    }
    return found;
  }

  private String from(TableSchema table) {
    String name = quote.apply(table.name());
    return table.schema() == null ? name : quote.apply(table.schema()) + "." + name;
  }

  private static String text(JsonNode value) {
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }
}
