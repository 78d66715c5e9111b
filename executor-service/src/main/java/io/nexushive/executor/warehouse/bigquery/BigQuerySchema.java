package io.nexushive.executor.warehouse.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.SchemaBuilder;
import io.nexushive.executor.warehouse.SchemaBuilder.Name;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the dataset's information schema, in four statements however many tables there are.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/information-schema-intro">its views</a>
 */
final class BigQuerySchema {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final QueryTag TAG = QueryTag.of("nexushive catalog");

  private final Warehouse warehouse;
  private final String views;
  private final SchemaBuilder tables = new SchemaBuilder();

  BigQuerySchema(Warehouse warehouse, BigQueryPlace place) {
    this.warehouse = warehouse;
    this.views = "`" + place.project() + "`.`" + place.dataset() + "`.INFORMATION_SCHEMA.";
  }

  List<TableSchema> tables() {
    Map<String, String> comments = new HashMap<>();
    each(
        "SELECT table_name, option_value FROM "
            + views
            + "TABLE_OPTIONS WHERE option_name = 'description'",
        row -> comments.put(row.get(0).asText(), unquoted(row.get(1).asText())));
    each(
        "SELECT c.table_name, t.table_type, c.column_name, c.data_type, c.is_nullable, f.description"
            + " FROM "
            + views
            + "COLUMNS c JOIN "
            + views
            + "TABLES t ON t.table_name = c.table_name LEFT JOIN "
            + views
            + "COLUMN_FIELD_PATHS f ON f.table_name = c.table_name AND f.field_path = c.column_name"
            + " ORDER BY c.table_name, c.ordinal_position",
        row -> column(row, comments));
    each(
        "SELECT k.table_name, k.column_name FROM "
            + views
            + "KEY_COLUMN_USAGE k JOIN "
            + views
            + "TABLE_CONSTRAINTS c ON c.constraint_name = k.constraint_name WHERE c.constraint_type ="
            + " 'PRIMARY KEY' ORDER BY k.table_name, k.ordinal_position",
        row -> tables.primary(name(row.get(0)), row.get(1).asText()));
    each(
        "SELECT k.constraint_name, k.table_name, k.column_name, p.table_name AS target,"
            + " p.column_name AS target_column FROM "
            + views
            + "KEY_COLUMN_USAGE k JOIN (SELECT DISTINCT constraint_name, table_name FROM "
            + views
            + "CONSTRAINT_COLUMN_USAGE) u ON u.constraint_name = k.constraint_name JOIN "
            + views
            + "KEY_COLUMN_USAGE p ON p.table_name = u.table_name AND p.ordinal_position ="
            + " k.position_in_unique_constraint JOIN "
            + views
            + "TABLE_CONSTRAINTS c ON c.constraint_name = p.constraint_name AND c.constraint_type ="
            + " 'PRIMARY KEY' ORDER BY k.constraint_name, k.ordinal_position",
        row ->
            tables.foreign(
                name(row.get(1)),
                row.get(0).asText(),
                row.get(2).asText(),
                name(row.get(3)),
                row.get(4).asText()));
    return tables.tables();
  }

  private void each(String sql, Consumer<List<JsonNode>> row) {
    warehouse.execute(
        new Query(sql, LIMIT, TAG, 1_000),
        values -> {
          row.accept(values);
          return true;
        },
        new CancelSignal());
  }

  private void column(List<JsonNode> row, Map<String, String> comments) {
    Name name = name(row.get(0));
    tables.table(name, row.get(1).asText().contains("VIEW"), comments.get(row.get(0).asText()));
    String type = row.get(3).asText();
    tables.column(
        name,
        new TableSchema.Column(
            row.get(2).asText(),
            BigQueryTypes.of(type),
            type,
            row.get(4).asText().equals("YES"),
            row.get(5).isNull() || row.get(5).asText().isBlank() ? null : row.get(5).asText()));
  }

  private static Name name(JsonNode table) {
    return new Name(null, table.asText());
  }

  /** Options are written as the literals that would set them. */
  private static String unquoted(String literal) {
    try {
      return Json.read(literal.getBytes(StandardCharsets.UTF_8), JsonNode.class).asText();
    } catch (Json.MalformedJsonException e) {
      return literal;
    }
  }
}
