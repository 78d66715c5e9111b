package io.nexushive.model.catalog;

import io.nexushive.model.id.ConnectionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts the records of the catalogue topic together again. A version becomes visible as a whole,
 * when its manifest and every table that it lists have arrived; until then the version before it
 * stays. One thread writes, any read.
 */
public final class CatalogAssembler {
  private final Map<ConnectionId, CatalogManifest> manifests = new HashMap<>();
  private final Map<String, List<CatalogTable>> versionsByKey = new HashMap<>();
  private final Map<ConnectionId, Catalog> visible = new ConcurrentHashMap<>();

  /** Takes a record whose signature has been checked. */
  public void accept(CatalogRecord record) {
    if (record instanceof CatalogManifest manifest) {
      manifests.put(manifest.connectionId(), manifest);
    } else if (record instanceof CatalogTable table) {
      versionsByKey.computeIfAbsent(table.key(), k -> new ArrayList<>()).add(table);
    }
    assemble(record.connectionId());
  }

  /** Forgets a connection. */
  public void remove(ConnectionId connection) {
    manifests.remove(connection);
    versionsByKey.keySet().removeIf(k -> k.startsWith(connection.value() + "|"));
    visible.remove(connection);
  }

  /** The newest whole version of a connection's catalogue. */
  public Optional<Catalog> catalog(ConnectionId connection) {
    return Optional.ofNullable(visible.get(connection));
  }

  private void assemble(ConnectionId connection) {
    CatalogManifest manifest = manifests.get(connection);
    if (manifest == null) {
      return;
    }
    Catalog current = visible.get(connection);
    if (current != null && current.version().equals(manifest.version())) {
      return;
    }
    List<CatalogTable> tables = new ArrayList<>(manifest.tables().size());
    for (CatalogManifest.Entry entry : manifest.tables()) {
      Optional<CatalogTable> table =
          versionsByKey.getOrDefault(entry.key(), List.of()).stream()
              .filter(t -> t.digest().equals(entry.digest()))
              .findFirst();
      if (table.isEmpty()) {
        return;
      }
      tables.add(table.get());
    }
    visible.put(
        connection, new Catalog(connection, manifest.dialect(), manifest.version(), tables));
    dropAllBut(connection, tables);
  }

  private void dropAllBut(ConnectionId connection, List<CatalogTable> tables) {
    Set<String> keys = new HashSet<>();
    for (CatalogTable table : tables) {
      keys.add(table.key());
      versionsByKey.put(table.key(), new ArrayList<>(List.of(table)));
    }
    versionsByKey
        .keySet()
        .removeIf(k -> k.startsWith(connection.value() + "|") && !keys.contains(k));
  }
}
