package io.nexushive.model.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A table or view as the executor found it.
 *
 * @param schema the schema that holds it; absent where the warehouse has none
 * @param name as the warehouse spells it
 * @param view whether it is a view
 * @param rowEstimate about how many rows it holds; absent where unknown
 */
public record CatalogTable(
    ConnectionId connectionId,
    String schema,
    String name,
    boolean view,
    String comment,
    List<Column> columns,
    List<String> primaryKey,
    List<ForeignKey> foreignKeys,
    Long rowEstimate,
    Signature signature)
    implements CatalogRecord {

  public CatalogTable {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
    primaryKey = primaryKey == null ? List.of() : List.copyOf(primaryKey);
    foreignKeys = foreignKeys == null ? List.of() : List.copyOf(foreignKeys);
  }

  /**
   * A column.
   *
   * @param nativeType the type as the warehouse writes it
   * @param sensitive whether values of it may be personal or secret; they are never sampled then
   * @param min smallest value of a date or number column in text form; absent where unknown or
   *     sensitive
   * @param max largest value, likewise
   * @param values all distinct values of a short, low-cardinality text column; empty where unknown
   *     or sensitive
   */
  public record Column(
      String name,
      ColumnType type,
      String nativeType,
      boolean nullable,
      String comment,
      boolean sensitive,
      String min,
      String max,
      List<String> values) {
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      values = values == null ? List.of() : List.copyOf(values);
      if (sensitive && (!values.isEmpty() || min != null || max != null)) {
        throw new IllegalArgumentException("values of a sensitive column are never kept: " + name);
      }
    }
  }

  /**
   * A key that points at another table's columns, position by position.
   *
   * @param suggested found from names and values instead of being declared
   */
  public record ForeignKey(
      List<String> columns, String table, List<String> referencedColumns, boolean suggested) {
    public ForeignKey {
      columns = List.copyOf(columns);
      Objects.requireNonNull(table, "table");
      referencedColumns = List.copyOf(referencedColumns);
      if (columns.isEmpty() || columns.size() != referencedColumns.size()) {
        throw new IllegalArgumentException("a foreign key pairs columns one by one");
      }
    }
  }

  /** Whether it has a column of that name, whatever its case. */
  public boolean has(String column) {
    return columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(column));
  }

  /** SHA-256 over everything but the signature; the manifest's hash is made of these. */
  @JsonIgnore
  public String digest() {
    return SignedContent.sha256(Json.bytes(withSignature(null)));
  }

  public CatalogTable signedBy(Signer signer) {
    return withSignature(signer.sign(content()));
  }

  @Override
  public String key() {
    return connectionId + "|" + (schema == null ? "" : schema + ".") + name;
  }

  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.CATALOG, content(), signature, now);
  }

  private SignedContent content() {
    return SignedContent.of(Purpose.CATALOG).text("table", digest());
  }

  /** The same table with other keys; its signature does not hold any more. */
  public CatalogTable withKeys(List<String> primary, List<ForeignKey> foreign) {
    return new CatalogTable(
        connectionId, schema, name, view, comment, columns, primary, foreign, rowEstimate, null);
  }

  private CatalogTable withSignature(Signature made) {
    return new CatalogTable(
        connectionId,
        schema,
        name,
        view,
        comment,
        columns,
        primaryKey,
        foreignKeys,
        rowEstimate,
        made);
  }
}
