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
  /** By number of the part, the newest of each. */
  private final Map<ConnectionId, Map<Integer, CatalogManifest>> manifests = new HashMap<>();

  /** What the newest whole manifest lists. */
  private final Map<ConnectionId, List<CatalogManifest.Entry>> wanted = new HashMap<>();

  /** By key, then by digest; digests are costly, so each is made once. */
  private final Map<ConnectionId, Map<String, Map<String, CatalogTable>>> versions =
      new HashMap<>();

  private final Map<ConnectionId, Catalog> visible = new ConcurrentHashMap<>();

  /** Takes a record whose signature has been checked. */
  public void accept(CatalogRecord record) {
    ConnectionId connection = record.connectionId();
    if (record instanceof CatalogManifest manifest) {
      Map<Integer, CatalogManifest> parts =
          manifests.computeIfAbsent(connection, c -> new HashMap<>());
      parts.put(manifest.number(), manifest);
      CatalogManifest.whole(parts)
          .ifPresentOrElse(
              entries -> wanted.put(connection, entries), () -> wanted.remove(connection));
    } else if (record instanceof CatalogTable table) {
      versions
          .computeIfAbsent(connection, c -> new HashMap<>())
          .computeIfAbsent(table.key(), k -> new HashMap<>())
          .put(table.digest(), table);
    }
    assemble(connection);
  }

  /** Forgets a connection. */
  public void remove(ConnectionId connection) {
    manifests.remove(connection);
    wanted.remove(connection);
    versions.remove(connection);
    visible.remove(connection);
  }

  /** The newest whole version of a connection's catalogue. */
  public Optional<Catalog> catalog(ConnectionId connection) {
    return Optional.ofNullable(visible.get(connection));
  }

  private void assemble(ConnectionId connection) {
    List<CatalogManifest.Entry> entries = wanted.get(connection);
    Map<String, Map<String, CatalogTable>> held = versions.getOrDefault(connection, Map.of());
    if (entries == null || held.size() < entries.size()) {
      return;
    }
    CatalogManifest manifest = manifests.get(connection).get(0);
    Catalog current = visible.get(connection);
    if (current != null && current.version().equals(manifest.version())) {
      return;
    }
    List<CatalogTable> tables = new ArrayList<>(entries.size());
    for (CatalogManifest.Entry entry : entries) {
      CatalogTable table = held.getOrDefault(entry.key(), Map.of()).get(entry.digest());
      if (table == null) {
        return;
      }
      tables.add(table);
    }
    visible.put(
        connection, new Catalog(connection, manifest.dialect(), manifest.version(), tables));
    dropAllBut(entries, held);
  }

  private static void dropAllBut(
      List<CatalogManifest.Entry> entries, Map<String, Map<String, CatalogTable>> held) {
    Map<String, String> listed = new HashMap<>();
    entries.forEach(entry -> listed.put(entry.key(), entry.digest()));
    held.keySet().retainAll(listed.keySet());
    listed.forEach((key, digest) -> held.get(key).keySet().retainAll(Set.of(digest)));
  }
}
