package io.nexushive.executor.warehouse.databricks;

import io.nexushive.executor.warehouse.SchemaBuilder;
import io.nexushive.executor.warehouse.SchemaBuilder.Name;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.jdbc.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads the information schema of a catalogue, in three statements however many tables it has. */
final class DatabricksSchema {
  private final Connection session;
  private final String views;
  private final String schema;
  private final SchemaBuilder tables = new SchemaBuilder();

  /**
   * @param views the catalogue's information schema, quoted, with a point behind it
   * @param schema the one that unqualified names mean
   */
  DatabricksSchema(Connection session, String views, String schema) {
    this.session = session;
    this.views = views;
    this.schema = schema;
  }

  List<TableSchema> tables() throws SQLException {
    Rows.each(
        session,
        "SELECT c.table_schema, c.table_name, t.table_type, t.comment AS about, c.column_name,"
            + " c.full_data_type, c.is_nullable, c.comment FROM "
            + views
            + "columns c JOIN "
            + views
            + "tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name WHERE"
            + " c.table_schema <> 'information_schema' ORDER BY c.table_schema, c.table_name,"
            + " c.ordinal_position",
        this::column);
    Rows.each(
        session,
        "SELECT k.table_schema, k.table_name, k.column_name FROM "
            + views
            + "key_column_usage k JOIN "
            + views
            + "table_constraints c ON c.constraint_schema = k.constraint_schema AND c.table_name ="
            + " k.table_name AND c.constraint_name = k.constraint_name WHERE c.constraint_type ="
            + " 'PRIMARY KEY' ORDER BY k.table_schema, k.table_name, k.ordinal_position",
        row -> tables.primary(name(row.getString(1), row.getString(2)), row.getString(3)));
    Rows.each(
        session,
        "SELECT k.table_schema, k.table_name, k.constraint_name, k.column_name, p.table_schema AS"
            + " target_schema, p.table_name AS target, p.column_name AS target_column FROM "
            + views
            + "key_column_usage k JOIN "
            + views
            + "referential_constraints r ON r.constraint_schema = k.constraint_schema AND"
            + " r.constraint_name = k.constraint_name JOIN "
            + views
            + "key_column_usage p ON p.constraint_schema = r.unique_constraint_schema AND"
            + " p.constraint_name = r.unique_constraint_name AND p.ordinal_position ="
            + " k.position_in_unique_constraint ORDER BY k.table_schema, k.table_name,"
            + " k.constraint_name, k.ordinal_position",
        row ->
            tables.foreign(
                name(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4),
                name(row.getString(5), row.getString(6)),
                row.getString(7)));
    return tables.tables();
  }

  private void column(ResultSet row) throws SQLException {
    Name name = name(row.getString(1), row.getString(2));
    tables.table(name, row.getString(3).contains("VIEW"), row.getString(4));
    String type = row.getString(6);
    String comment = row.getString(8);
    tables.column(
        name,
        new TableSchema.Column(
            row.getString(5),
            DatabricksTypes.of(type),
            type,
            row.getString(7).equals("YES"),
            comment == null || comment.isBlank() ? null : comment));
  }

  private Name name(String in, String table) {
    return new Name(in.equals(schema) ? null : in, table);
  }
}
