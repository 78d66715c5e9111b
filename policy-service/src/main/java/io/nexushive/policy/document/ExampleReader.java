package io.nexushive.policy.document;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.policy.document.PolicyDocument.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a policy's own examples and the tables that they are about. */
final class ExampleReader {
  private static final String SUBJECT = "example";

  private ExampleReader() {}

  static Example example(YamlObject rule) {
    rule.only("role", "roles", "attributes", "dialect", "sql", "expect", "rule");
    if (rule.has("role") == rule.has("roles")) {
      throw rule.error("role", "or roles must say who asks, one of the two");
    }
    if (!rule.has("expect")) {
      throw rule.error("expect", "is missing");
    }
    return new Example(
        asker(rule),
        rule.choice("dialect", Dialect.class, null),
        rule.required("sql"),
        rule.choice("expect", Action.class, null),
        rule.text("rule", null),
        rule.line());
  }

  private static Asker asker(YamlObject rule) {
    TreeSet<String> roles = new TreeSet<>(rule.texts("roles"));
    if (rule.has("role")) {
      roles.add(rule.required("role"));
    }
    TreeMap<String, List<String>> attributes = new TreeMap<>();
    YamlObject written = rule.object("attributes");
    for (String name : written.keys()) {
      attributes.put(name, written.texts(name));
    }
    try {
      return new Asker(SUBJECT, roles, attributes);
    } catch (IllegalArgumentException e) {
      throw rule.error("attributes", "cannot be used: " + e.getMessage());
    }
  }

  /** The tables as a catalogue; {@code null} where there are none. */
  static Catalog tables(YamlObject tables, Dialect dialect) {
    if (tables.keys().isEmpty()) {
      return null;
    }
    ConnectionId connection = new ConnectionId("examples");
    List<CatalogTable> all = new ArrayList<>();
    for (String name : tables.keys()) {
      List<CatalogTable.Column> columns = new ArrayList<>();
      for (String column : tables.texts(name)) {
        columns.add(
            new CatalogTable.Column(
                column, ColumnType.OTHER, null, true, null, false, null, null, List.of()));
      }
      if (columns.isEmpty()) {
        throw tables.error(name, "must name columns, its key first");
      }
      all.add(
          new CatalogTable(
              connection,
              null,
              name,
              false,
              null,
              columns,
              List.of(columns.get(0).name()),
              List.of(),
              null,
              null));
    }
    return new Catalog(connection, dialect, "examples", all);
  }
}
