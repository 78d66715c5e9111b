package io.nexushive.translator.parser.reading;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.time.DateTimeException;
import java.time.LocalDate;

/** The newest date in the data, from which relative periods are counted. */
public final class Anchor {
  private Anchor() {}

  public static LocalDate of(Schema schema, LocalDate today) {
    LocalDate newest = null;
    for (Table table : schema.tables()) {
      LocalDate date = table.timeColumn().map(Anchor::newest).orElse(null);
      if (date != null && !date.isAfter(today) && (newest == null || date.isAfter(newest))) {
        newest = date;
      }
    }
    return newest == null ? today : newest;
  }

  private static LocalDate newest(Column column) {
    String max = column.source().max();
    if (max == null || max.length() < 10) {
      return null;
    }
    try {
      return LocalDate.parse(max.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
