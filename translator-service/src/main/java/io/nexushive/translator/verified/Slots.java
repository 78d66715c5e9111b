package io.nexushive.translator.verified;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.event.KnowledgeChanged.Literal;
import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the places of a verified query that could hold other values. */
final class Slots {
  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";
  private static final String DIGITS = "\\d{1,18}";

  private final Catalog catalog;
  private final SemanticModel model;

  Slots(Catalog catalog, SemanticModel model) {
    this.catalog = catalog;
    this.model = model;
  }

  /**
   * The slots of {@code query}, in the order of its SQL.
   *
   * @return absent where the catalogue has not the columns that it is about
   */
  Optional<List<Slot>> of(KnowledgeChanged query) {
    List<Slot> slots = new ArrayList<>();
    for (Literal literal : query.literals()) {
      String written = query.sql().substring(literal.start(), literal.end());
      if (literal.column() == null) {
        slots.add(new Slot(literal, SlotKind.NUMBER, false, written, null));
        continue;
      }
      Optional<CatalogTable> table = table(literal.table());
      Optional<CatalogTable.Column> column =
          table.flatMap(
              t ->
                  t.columns().stream()
                      .filter(c -> c.name().equalsIgnoreCase(literal.column()))
                      .findFirst());
      if (column.isEmpty()) {
        return Optional.empty();
      }
      slot(literal, written, table.get(), column.get()).ifPresent(slots::add);
    }
    return Optional.of(slots);
  }

  private Optional<Slot> slot(
      Literal literal, String written, CatalogTable table, CatalogTable.Column column) {
    if (!written.startsWith("'")) {
      return Optional.of(new Slot(literal, SlotKind.NUMBER, false, written, null));
    }
    if (escapes() && written.indexOf('\\') >= 0) {
      return Optional.empty();
    }
    String value = written.substring(1, written.length() - 1).replace("''", "'");
    if (value.matches(DATE)) {
      return Optional.of(new Slot(literal, SlotKind.DATE, true, value, null));
    }
    if (value.matches(DIGITS) && !literal.plain()) {
      return Optional.of(new Slot(literal, SlotKind.NUMBER, true, value, null));
    }
    // What is made of a column has other values than the column, and of sensitive ones none is
    // known.
    if (!literal.plain() || column.sensitive()) {
      return Optional.empty();
    }
    SlotKind kind = SlotKind.text(table.name() + "." + column.name());
    return Optional.of(
        new Slot(literal, kind, true, value, new ColumnValues(table, column, model)));
  }

  /** The table of that name; absent where there are several, too. */
  private Optional<CatalogTable> table(String name) {
    List<CatalogTable> found =
        catalog.tables().stream().filter(t -> t.name().equalsIgnoreCase(name)).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private boolean escapes() {
    Dialect dialect = catalog.dialect();
    return dialect != Dialect.SQLITE && dialect != Dialect.POSTGRES && dialect != Dialect.DUCKDB;
  }
}
