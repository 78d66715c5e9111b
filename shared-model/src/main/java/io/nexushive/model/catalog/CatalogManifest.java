package io.nexushive.model.catalog;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which tables make up a connection's catalogue. Readers switch to it once they hold every table
 * that it lists with the digest that it lists.
 *
 * @param version hash over all tables; the same tables have the same version
 * @param tables key and digest of each table
 */
public record CatalogManifest(
    ConnectionId connectionId,
    Dialect dialect,
    String version,
    List<Entry> tables,
    Instant syncedAt,
    Signature signature)
    implements CatalogRecord {

  public CatalogManifest {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(dialect, "dialect");
    tables = List.copyOf(tables);
  }

  /** A table by its key on the topic and its digest. */
  public record Entry(String key, String digest) {}

  /** The manifest of {@code tables}, signed. */
  public static CatalogManifest of(
      ConnectionId connection,
      Dialect dialect,
      Collection<CatalogTable> tables,
      Instant at,
      Signer signer) {
    List<Entry> entries =
        tables.stream()
            .map(t -> new Entry(t.key(), t.digest()))
            .sorted(java.util.Comparator.comparing(Entry::key))
            .toList();
    CatalogManifest unsigned =
        new CatalogManifest(connection, dialect, versionOf(dialect, entries), entries, at, null);
    return new CatalogManifest(
        connection, dialect, unsigned.version, entries, at, signer.sign(unsigned.content()));
  }

  @Override
  public String key() {
    return connectionId.value();
  }

  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.CATALOG, content(), signature, now);
  }

  private SignedContent content() {
    return SignedContent.of(Purpose.CATALOG)
        .field("manifest", connectionId)
        .text("version", version)
        .text("tables", versionOf(dialect, tables))
        .time("synced_at", syncedAt);
  }

  private static String versionOf(Dialect dialect, List<Entry> entries) {
    return SignedContent.sha256(
        entries.stream()
            .map(e -> e.key() + "=" + e.digest())
            .collect(Collectors.joining("\n", dialect.wire() + "\n", "")));
  }
}
