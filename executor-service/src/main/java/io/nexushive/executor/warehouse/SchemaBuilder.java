package io.nexushive.executor.warehouse;

import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts tables together from what a warehouse lists: columns in their order, and keys column by
 * column. What belongs to a table that was not listed is left out.
 */
public final class SchemaBuilder {
  private final Map<Name, Draft> drafts = new LinkedHashMap<>();

  /**
   * @param schema {@code null} where unqualified names mean it
   */
  public record Name(String schema, String table) {
    String written() {
      return schema == null ? table : schema + "." + table;
    }
  }

  private static final class Draft {
    private final boolean view;
    private final String comment;
    private final List<TableSchema.Column> columns = new ArrayList<>();
    private final List<String> primary = new ArrayList<>();
    private final Map<String, List<String>> unique = new LinkedHashMap<>();
    private final Map<String, Foreign> foreign = new LinkedHashMap<>();

    Draft(boolean view, String comment) {
      this.view = view;
      this.comment = comment;
    }
  }

  private record Foreign(Name target, List<String> columns, List<String> targetColumns) {}

  /** A table or view; said again it changes nothing. */
  public void table(Name name, boolean view, String comment) {
    drafts.computeIfAbsent(
        name, n -> new Draft(view, comment == null || comment.isBlank() ? null : comment));
  }

  /** The next column of a table. */
  public void column(Name name, TableSchema.Column column) {
    draft(name).columns.add(column);
  }

  /** The next column of a table's primary key. */
  public void primary(Name name, String column) {
    draft(name).primary.add(column);
  }

  /** The next column of one of a table's unique keys. */
  public void unique(Name name, String key, String column) {
    draft(name).unique.computeIfAbsent(key, k -> new ArrayList<>()).add(column);
  }

  /** The next column of one of a table's foreign keys. */
  public void foreign(Name name, String key, String column, Name target, String targetColumn) {
    Foreign foreign =
        draft(name)
            .foreign
            .computeIfAbsent(key, k -> new Foreign(target, new ArrayList<>(), new ArrayList<>()));
    foreign.columns().add(column);
    foreign.targetColumns().add(targetColumn);
  }

  public List<TableSchema> tables() {
    return drafts.entrySet().stream().map(e -> done(e.getKey(), e.getValue())).toList();
  }

  private Draft draft(Name name) {
    return drafts.getOrDefault(name, new Draft(false, null));
  }

  private static TableSchema done(Name name, Draft draft) {
    return new TableSchema(
        name.schema(),
        name.table(),
        draft.view,
        draft.comment,
        draft.columns,
        draft.primary,
        List.copyOf(draft.unique.values()),
        draft.foreign.values().stream()
            .map(f -> new ForeignKey(f.columns(), f.target().written(), f.targetColumns(), false))
            .toList());
  }
}
