package io.nexushive.executor.warehouse.fetched;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import io.nexushive.model.json.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table as the settings of its connection declare it.
 *
 * @param path of a REST endpoint, with a leading slash
 * @param tool name of an MCP server's tool
 * @param resource URI of an MCP server's resource
 * @param parameters sent with every request, beside those of the paging
 * @param rows JSON pointer (RFC 6901) to the list of rows in an answer; without one, the answer is
 *     the list, or is an object with a single list in it
 * @param columns in order; none where they are to be inferred from the first page
 * @param key names of the columns that identify a row
 * @param references columns that hold keys of other tables
 */
@RegisterForReflection
public record DeclaredTable(
    String name,
    String comment,
    String path,
    String tool,
    String resource,
    Map<String, JsonNode> parameters,
    String rows,
    List<DeclaredColumn> columns,
    List<String> key,
    List<Reference> references,
    Paging paging) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  /** A reference to the key of another table. */
  @RegisterForReflection
  public record Reference(List<String> columns, String table, List<String> key) {
    public Reference {
      columns = List.copyOf(columns);
      key = List.copyOf(key);
    }
  }

  public DeclaredTable {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    DeclaredColumn.requirePointer(rows);
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    columns = columns == null ? List.of() : List.copyOf(columns);
    key = key == null ? List.of() : List.copyOf(key);
    references = references == null ? List.of() : List.copyOf(references);
    paging = paging == null ? Paging.NONE : paging;
  }

  /**
   * Reads a list of tables.
   *
   * @param json as the settings have it; a word in it that is not known is refused, since a
   *     misspelt {@code paging} would quietly give the first page for the whole
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when it does not do
   */
  public static List<DeclaredTable> read(String json) {
    List<DeclaredTable> tables;
    try {
      tables =
          Json.mapper()
              .readerFor(new TypeReference<List<DeclaredTable>>() {})
              .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readValue(json);
    } catch (JsonProcessingException e) {
      throw new WarehouseException(Problem.MISCONFIGURED, null, e);
    }
    Set<String> names = new HashSet<>();
    if (tables.isEmpty() || !tables.stream().allMatch(t -> t != null && names.add(t.id()))) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    return List.copyOf(tables);
  }

  /** The name as statements are searched for it. */
  String id() {
    return name.toLowerCase(Locale.ROOT);
  }

  DeclaredTable withColumns(List<DeclaredColumn> found) {
    return new DeclaredTable(
        name, comment, path, tool, resource, parameters, rows, found, key, references, paging);
  }

  TableSchema schema() {
    return new TableSchema(
        null,
        name,
        false,
        comment,
        columns.stream().map(c -> c.schema(!key.contains(c.name()))).toList(),
        key,
        List.of(),
        references.stream()
            .map(r -> new ForeignKey(r.columns(), r.table(), r.key(), false))
            .toList());
  }
}
