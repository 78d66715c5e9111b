package io.nexushive.executor.warehouse.fetched;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.envelope.ColumnType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A column of a fetched table.
 *
 * @param type integer, decimal(precision,scale), float, boolean, date, time, timestamp, timestamptz
 *     (with an offset from UTC), string, binary (base64) or json
 * @param at JSON pointer (RFC 6901) to its value in a row; without one, the field of its name
 */
@RegisterForReflection
public record DeclaredColumn(String name, String type, String at, String comment) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\((?:[1-9]|[12]\\d|3[0-8]),(?:[0-9]|[12]\\d|3[0-8])\\)");

  private record Native(ColumnType type, String name) {}

  private static final Map<String, Native> TYPES =
      Map.of(
          "integer", new Native(ColumnType.INTEGER, "BIGINT"),
          "float", new Native(ColumnType.FLOAT, "DOUBLE"),
          "boolean", new Native(ColumnType.BOOLEAN, "BOOLEAN"),
          "date", new Native(ColumnType.DATE, "DATE"),
          "time", new Native(ColumnType.TIME, "TIME"),
          "timestamp", new Native(ColumnType.TIMESTAMP, "TIMESTAMP"),
          "timestamptz", new Native(ColumnType.TIMESTAMP, "TIMESTAMP WITH TIME ZONE"),
          "string", new Native(ColumnType.STRING, "VARCHAR"),
          "binary", new Native(ColumnType.BINARY, "BLOB"),
          "json", new Native(ColumnType.JSON, "JSON"));

  public DeclaredColumn {
    if (name == null || !NAME.matcher(name).matches() || type == null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    if (!TYPES.containsKey(type) && !DECIMAL.matcher(type).matches()) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    requirePointer(at);
  }

  static void requirePointer(String pointer) {
    if (pointer != null && !pointer.isEmpty() && !pointer.startsWith("/")) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
  }

  JsonNode of(JsonNode row) {
    return at == null ? row.path(name) : row.at(JsonPointer.compile(at));
  }

  TableSchema.Column schema(boolean nullable) {
    Native made =
        TYPES.getOrDefault(type, new Native(ColumnType.DECIMAL, type.toUpperCase(Locale.ROOT)));
    return new TableSchema.Column(name, made.type(), made.name(), nullable, comment);
  }
}
