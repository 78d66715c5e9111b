package io.nexushive.translator.candidate;

import io.nexushive.model.catalog.CatalogTable;
import java.util.Locale;

/** How the trace names a table that was looked at. */
public final class Explored {
  private Explored() {}

  /** Its name, with about how many rows it holds where that is known. */
  public static String table(CatalogTable table) {
    return table.rowEstimate() == null
        ? table.name()
        : String.format(Locale.ROOT, "%s (about %,d rows)", table.name(), table.rowEstimate());
  }
}
