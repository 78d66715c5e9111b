package io.nexushive.policy.document;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.SignedContent;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a catalogue that was written by hand, to decide without a warehouse. */
public final class CatalogReader {
  private CatalogReader() {}

  /**
   * @throws PolicyException when the document has another form; the message names line and key
   */
  public static Catalog read(String yaml) {
    Node node;
    try {
      node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    } catch (MarkedYAMLException e) {
      throw new PolicyException("the catalogue is no YAML: " + e.getProblem());
    }
    if (node == null) {
      throw new PolicyException("the catalogue is empty");
    }
    YamlObject root = new YamlObject("", node).only("format", "connection", "dialect", "tables");
    if (root.integer("format", 0, 0, 1_000) != 1) {
      throw root.error("format", "must be 1");
    }
    ConnectionId connection = new ConnectionId(root.text("connection", "catalog"));
    return new Catalog(
        connection,
        root.choice("dialect", Dialect.class, Dialect.POSTGRES),
        SignedContent.sha256(yaml),
        root.objects("tables", t -> table(connection, t)));
  }

  private static CatalogTable table(ConnectionId connection, YamlObject table) {
    table.only("schema", "name", "columns", "primary_key");
    String name = table.text("name", null);
    if (name == null) {
      throw table.error("name", "is missing");
    }
    List<CatalogTable.Column> columns = new ArrayList<>();
    for (String column : table.texts("columns")) {
      columns.add(
          new CatalogTable.Column(
              column, ColumnType.OTHER, null, true, null, false, null, null, List.of()));
    }
    return new CatalogTable(
        connection,
        table.text("schema", null),
        name,
        false,
        null,
        columns,
        table.texts("primary_key"),
        List.of(),
        null,
        null);
  }
}
