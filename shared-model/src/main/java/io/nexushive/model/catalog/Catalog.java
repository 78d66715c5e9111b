package io.nexushive.model.catalog;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A connection's tables at one version.
 *
 * @param version as in the manifest; verdicts name it
 */
public record Catalog(
    ConnectionId connectionId, Dialect dialect, String version, List<CatalogTable> tables) {
  public Catalog {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(dialect, "dialect");
    Objects.requireNonNull(version, "version");
    tables = List.copyOf(tables);
  }

  /** The table of that name, whatever its case. */
  public Optional<CatalogTable> table(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return tables.stream()
        .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }
}
