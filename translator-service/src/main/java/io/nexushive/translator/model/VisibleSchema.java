package io.nexushive.translator.model;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.SchemaView;
import io.nexushive.model.semantic.ExpressionNames;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.backtranslation.BackTranslator;
import io.nexushive.translator.linking.ConnectionSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a connection that an asker may see, and so the only part that a model is told. The
 * semantic parser sees all of it: what it writes goes to policy, which says what is not permitted.
 */
public final class VisibleSchema {
  private static final BackTranslator TEXT = new BackTranslator();

  private final ConnectionSchema connection;
  private final Sight sight;

  /** Who looks. */
  private interface Sight {
    boolean sees(CatalogTable table);

    boolean sees(CatalogTable table, CatalogTable.Column column);

    boolean seesValues(CatalogTable table, CatalogTable.Column column);
  }

  private VisibleSchema(ConnectionSchema connection, Sight sight) {
    this.connection = connection;
    this.sight = sight;
  }

  /** All of it, for whoever nothing is kept from. */
  public static VisibleSchema whole(ConnectionSchema connection) {
    return new VisibleSchema(connection, new Marked(false));
  }

  /**
   * What {@code view} shows.
   *
   * @param view {@code null} where it is not known; columns that are marked as sensitive are left
   *     out then
   */
  public static VisibleSchema of(ConnectionSchema connection, SchemaView view) {
    return new VisibleSchema(connection, view == null ? new Marked(true) : new Viewed(view));
  }

  ConnectionSchema connection() {
    return connection;
  }

  /** The tables without what may not be seen of them. */
  List<CatalogTable> of(List<CatalogTable> tables) {
    return tables.stream()
        .filter(sight::sees)
        .map(this::cut)
        .filter(table -> !table.columns().isEmpty())
        .toList();
  }

  /** The semantic model's metrics that are made of columns of {@code visible} alone. */
  List<SemanticModel.Metric> metrics(List<CatalogTable> visible) {
    return connection.model().metrics().stream()
        .filter(
            metric ->
                visible.stream()
                    .filter(table -> table.name().equalsIgnoreCase(metric.table()))
                    .anyMatch(
                        table ->
                            ExpressionNames.unknown(metric.expression(), table::has).isEmpty()))
        .toList();
  }

  /** Whether none of its tables may be seen. */
  boolean isEmpty() {
    return connection.catalog().tables().stream().noneMatch(sight::sees);
  }

  /** Whether anything of {@code tables} may not be seen. */
  boolean isCut(List<CatalogTable> tables) {
    return tables.stream()
        .anyMatch(
            table ->
                !sight.sees(table)
                    || table.columns().stream().anyMatch(column -> !sight.sees(table, column)));
  }

  /**
   * Whether {@code sql} uses what may not be seen; where it cannot be read, whether there is such a
   * thing at all.
   */
  public boolean hides(String sql) {
    return isCut(connection.catalog().tables())
        && TEXT.of("", sql, connection).map(read -> hides(read.used())).orElse(true);
  }

  private boolean hides(Map<CatalogTable, Set<CatalogTable.Column>> used) {
    return used.entrySet().stream()
        .anyMatch(
            part ->
                !sight.sees(part.getKey())
                    || part.getValue().stream()
                        .anyMatch(column -> !sight.sees(part.getKey(), column)));
  }

  private CatalogTable cut(CatalogTable table) {
    List<CatalogTable.Column> columns =
        table.columns().stream()
            .filter(column -> sight.sees(table, column))
            .map(column -> sight.seesValues(table, column) ? column : withoutValues(column))
            .toList();
    return new CatalogTable(
        table.connectionId(),
        table.schema(),
        table.name(),
        table.view(),
        table.comment(),
        columns,
        sees(table, table.primaryKey()) ? table.primaryKey() : List.of(),
        table.foreignKeys().stream().filter(key -> sees(table, key)).toList(),
        table.rowEstimate(),
        null);
  }

  private boolean sees(CatalogTable table, CatalogTable.ForeignKey key) {
    return sees(table, key.columns())
        && connection.catalog().tables().stream()
            .filter(other -> other.name().equalsIgnoreCase(key.table()))
            .allMatch(other -> sight.sees(other) && sees(other, key.referencedColumns()));
  }

  private boolean sees(CatalogTable table, List<String> names) {
    return table.columns().stream()
        .filter(column -> names.stream().anyMatch(column.name()::equalsIgnoreCase))
        .allMatch(column -> sight.sees(table, column));
  }

  private static CatalogTable.Column withoutValues(CatalogTable.Column column) {
    return new CatalogTable.Column(
        column.name(),
        column.type(),
        column.nativeType(),
        column.nullable(),
        column.comment(),
        column.sensitive(),
        null,
        null,
        List.of());
  }

  /**
   * Of whom nothing is known.
   *
   * @param careful whether columns that are marked as sensitive are kept from him
   */
  private record Marked(boolean careful) implements Sight {
    @Override
    public boolean sees(CatalogTable table) {
      return true;
    }

    @Override
    public boolean sees(CatalogTable table, CatalogTable.Column column) {
      return !careful || !column.sensitive();
    }

    @Override
    public boolean seesValues(CatalogTable table, CatalogTable.Column column) {
      return sees(table, column);
    }
  }

  /** By a policy. */
  private record Viewed(SchemaView view) implements Sight {
    @Override
    public boolean sees(CatalogTable table) {
      return view.sees(table.name());
    }

    @Override
    public boolean sees(CatalogTable table, CatalogTable.Column column) {
      return view.sees(table.name(), column.name());
    }

    @Override
    public boolean seesValues(CatalogTable table, CatalogTable.Column column) {
      return view.seesValues(table.name(), column.name());
    }
  }
}
