package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.warehouse.SchemaBuilder;
import io.nexushive.executor.warehouse.SchemaBuilder.Name;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.jdbc.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads what the role can see of the database, in four statements however many tables there are.
 */
final class SnowflakeSchema {
  private static final String COLUMNS =
      "SELECT c.TABLE_SCHEMA, c.TABLE_SCHEMA = CURRENT_SCHEMA() AS HERE, c.TABLE_NAME,"
          + " t.TABLE_TYPE, t.COMMENT AS TABLE_COMMENT, c.COLUMN_NAME, c.DATA_TYPE,"
          + " c.NUMERIC_PRECISION, c.NUMERIC_SCALE, c.IS_NULLABLE, c.COMMENT FROM"
          + " INFORMATION_SCHEMA.COLUMNS c JOIN INFORMATION_SCHEMA.TABLES t ON t.TABLE_SCHEMA ="
          + " c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME WHERE c.TABLE_SCHEMA <>"
          + " 'INFORMATION_SCHEMA' ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION";

  private final Connection session;
  private final SchemaBuilder tables = new SchemaBuilder();

  SnowflakeSchema(Connection session) {
    this.session = session;
  }

  List<TableSchema> tables() throws SQLException {
    Rows.each(session, COLUMNS, this::column);
    Rows.each(
        session,
        "SHOW PRIMARY KEYS IN DATABASE",
        row -> tables.primary(name(row, ""), row.getString("column_name")));
    Rows.each(
        session,
        "SHOW UNIQUE KEYS IN DATABASE",
        row ->
            tables.unique(
                name(row, ""), row.getString("constraint_name"), row.getString("column_name")));
    Rows.each(
        session,
        "SHOW IMPORTED KEYS IN DATABASE",
        row ->
            tables.foreign(
                name(row, "fk_"),
                row.getString("fk_name"),
                row.getString("fk_column_name"),
                name(row, "pk_"),
                row.getString("pk_column_name")));
    return tables.tables();
  }

  private void column(ResultSet row) throws SQLException {
    String schema = row.getBoolean("HERE") ? null : row.getString("TABLE_SCHEMA");
    Name name = new Name(schema, row.getString("TABLE_NAME"));
    boolean view = row.getString("TABLE_TYPE").contains("VIEW");
    tables.table(name, view, row.getString("TABLE_COMMENT"));
    String type = row.getString("DATA_TYPE");
    int scale = row.getInt("NUMERIC_SCALE");
    String digits = row.getString("NUMERIC_PRECISION");
    tables.column(
        name,
        new TableSchema.Column(
            row.getString("COLUMN_NAME"),
            SnowflakeTypes.of(type, scale),
            type.equals("NUMBER") ? "NUMBER(" + digits + "," + scale + ")" : type,
            row.getString("IS_NULLABLE").equals("YES"),
            blankToNull(row.getString("COMMENT"))));
  }

  private Name name(ResultSet row, String side) throws SQLException {
    String schema = row.getString(side + "schema_name");
    return new Name(
        schema.equals(session.getSchema()) ? null : schema, row.getString(side + "table_name"));
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
