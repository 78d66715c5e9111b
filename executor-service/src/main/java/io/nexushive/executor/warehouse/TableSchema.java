package io.nexushive.executor.warehouse;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import java.util.List;
import java.util.Objects;

/**
 * A table or view as the warehouse declares it.
 *
 * @param schema the schema that holds it; {@code null} where the warehouse has none, or it is the
 *     one that unqualified names mean
 * @param uniqueKeys the column lists that are declared unique beside the primary key
 * @param foreignKeys declared ones only
 */
public record TableSchema(
    String schema,
    String name,
    boolean view,
    String comment,
    List<Column> columns,
    List<String> primaryKey,
    List<List<String>> uniqueKeys,
    List<CatalogTable.ForeignKey> foreignKeys) {

  public TableSchema {
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** A column as declared. */
  public record Column(
      String name, ColumnType type, String nativeType, boolean nullable, String comment) {
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }
  }
}
