package io.nexushive.executor.catalog;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.ProfileBounds;
import io.nexushive.executor.warehouse.TableProfile;
import io.nexushive.executor.warehouse.TableProfile.ColumnProfile;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Window;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a table's record of the catalogue from what its warehouse declares and what it holds. */
public final class TableReader {
  /** Well below the largest message, to leave room for the signature. */
  private static final int LARGEST = 900 * 1024;

  private final ConnectionId connection;
  private final Set<String> declaredSensitive;
  private final ExecutorConfig.Catalog config;

  /**
   * @param declaredSensitive {@code table.column} in lower case, as the connection's owner wrote
   */
  public TableReader(
      ConnectionId connection, Set<String> declaredSensitive, ExecutorConfig.Catalog config) {
    this.connection = connection;
    this.declaredSensitive = declaredSensitive;
    this.config = config;
  }

  /** The table with its values looked at, as far as they are nobody's secret. */
  public CatalogTable read(Warehouse warehouse, TableSchema table) {
    Set<String> plain =
        table.columns().stream()
            .filter(c -> sensitivity(table, c) == Sensitivity.PLAIN)
            .map(TableSchema.Column::name)
            .collect(Collectors.toSet());
    ProfileBounds bounds =
        new ProfileBounds(plain, config.maxValues(), config.maxLength(), config.statementTimeout());
    return record(table, warehouse.profile(table, bounds));
  }

  /** The table as it is declared, its values not looked at. */
  CatalogTable declared(TableSchema table) {
    return record(table, TableProfile.ofRows(null));
  }

  private CatalogTable record(TableSchema table, TableProfile profile) {
    List<CatalogTable.Column> columns =
        table.columns().stream().map(c -> column(table, c, profile)).toList();
    CatalogTable whole = record(table, profile, columns);
    return Json.bytes(whole).length <= LARGEST
        ? whole
        : record(table, profile, columns.stream().map(TableReader::bare).toList());
  }

  /** Without what only helps to find it. */
  private static CatalogTable.Column bare(CatalogTable.Column column) {
    return new CatalogTable.Column(
        column.name(),
        column.type(),
        column.nativeType(),
        column.nullable(),
        null,
        column.sensitive(),
        null,
        null,
        List.of());
  }

  private CatalogTable record(
      TableSchema table, TableProfile profile, List<CatalogTable.Column> columns) {
    return new CatalogTable(
        connection,
        table.schema(),
        table.name(),
        table.view(),
        table.comment(),
        columns,
        table.primaryKey(),
        table.foreignKeys(),
        profile.rowEstimate(),
        null);
  }

  private CatalogTable.Column column(
      TableSchema table, TableSchema.Column column, TableProfile profile) {
    ColumnProfile found = profile.column(column.name()).orElse(new ColumnProfile(null, List.of()));
    boolean sensitive =
        sensitivity(table, column) == Sensitivity.SENSITIVE
            || Sensitivity.ofValues(found.values()) == Sensitivity.SENSITIVE;
    Window window = sensitive ? null : found.window();
    return new CatalogTable.Column(
        column.name(),
        column.type(),
        column.nativeType(),
        column.nullable(),
        column.comment(),
        sensitive,
        window == null ? null : window.min(),
        window == null ? null : window.max(),
        sensitive ? List.of() : found.values());
  }

  private Sensitivity sensitivity(TableSchema table, TableSchema.Column column) {
    String name = (table.name() + "." + column.name()).toLowerCase(Locale.ROOT);
    if (declaredSensitive.contains(name)
        || table.schema() != null
            && declaredSensitive.contains(table.schema().toLowerCase(Locale.ROOT) + "." + name)) {
      return Sensitivity.SENSITIVE;
    }
    Sensitivity guessed = Sensitivity.ofName(column.name());
    // Dates and flags about mail or calls are no addresses and no numbers.
    boolean harmlessType =
        column.type() == ColumnType.BOOLEAN
            || column.type().isTemporal() && !column.name().toLowerCase(Locale.ROOT).contains("b");
    return guessed == Sensitivity.SENSITIVE && harmlessType ? Sensitivity.PERSONAL : guessed;
  }
}
