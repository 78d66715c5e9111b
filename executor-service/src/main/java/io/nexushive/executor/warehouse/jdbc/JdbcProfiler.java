package io.nexushive.executor.warehouse.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ProfileBounds;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.TableProfile;
import io.nexushive.executor.warehouse.TableProfile.ColumnProfile;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Window;
import io.nexushive.model.envelope.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks into a table: one statement for its size and ranges, one for each short text column. What
 * takes too long or fails is left out; a catalogue with gaps is better than none.
 */
final class JdbcProfiler {
  private static final Logger LOG = Logger.getLogger(JdbcProfiler.class);

  private final Warehouse warehouse;
  private final JdbcFlavour flavour;

  JdbcProfiler(Warehouse warehouse, JdbcFlavour flavour) {
    this.warehouse = warehouse;
    this.flavour = flavour;
  }

  /**
   * @param known the number of rows where it is known already
   */
  TableProfile profile(TableSchema table, ProfileBounds bounds, Optional<Long> known) {
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
      String name = flavour.quote(column.name());
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
    String name = flavour.quote(column.name());
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
      if (e.problem().illness()) {
        throw e;
      }
      LOG.debugf(e, "part of a table's profile left out problem=%s", e.problem());
      return List.of();
    }
    return found;
  }

  private String from(TableSchema table) {
    String name = flavour.quote(table.name());
    return table.schema() == null ? name : flavour.quote(table.schema()) + "." + name;
  }

  private static String text(JsonNode value) {
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }
}
