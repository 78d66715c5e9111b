package io.nexushive.model.catalog;

import io.nexushive.model.id.ConnectionId;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** By key, then by digest; digests are costly, so each is made once. */
  private final Map<String, Map<String, CatalogTable>> versionsByKey = new HashMap<>();

  private final Map<ConnectionId, Catalog> visible = new ConcurrentHashMap<>();

  /** Takes a record whose signature has been checked. */
  public void accept(CatalogRecord record) {
    if (record instanceof CatalogManifest manifest) {
      manifests.put(manifest.connectionId(), manifest);
    } else if (record instanceof CatalogTable table) {
      versionsByKey.computeIfAbsent(table.key(), k -> new HashMap<>()).put(table.digest(), table);
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
      CatalogTable table = versionsByKey.getOrDefault(entry.key(), Map.of()).get(entry.digest());
      if (table == null) {
        return;
      }
      tables.add(table);
    }
    visible.put(
        connection, new Catalog(connection, manifest.dialect(), manifest.version(), tables));
    dropAllBut(manifest);
  }

  private void dropAllBut(CatalogManifest manifest) {
    Map<String, String> wanted = new HashMap<>();
    manifest.tables().forEach(entry -> wanted.put(entry.key(), entry.digest()));
    String prefix = manifest.connectionId().value() + "|";
    versionsByKey.keySet().removeIf(k -> k.startsWith(prefix) && !wanted.containsKey(k));
    wanted.forEach((key, digest) -> versionsByKey.get(key).keySet().retainAll(Set.of(digest)));
  }
}
