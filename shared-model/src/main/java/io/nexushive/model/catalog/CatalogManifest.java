package io.nexushive.model.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which tables make up a connection's catalogue. Readers switch to it once they hold every table
 * that it lists with the digest that it lists. The list of a large catalogue comes in several parts
 * with the same version, since a message has a largest size.
 *
 * @param version hash over all tables; the same tables have the same version
 * @param tables key and digest of each table of this part, in the order of the keys
 * @param part number of this part, from 0; absent where there is one only
 * @param parts how many there are; absent where there is one only
 */
public record CatalogManifest(
    ConnectionId connectionId,
    Dialect dialect,
    String version,
    List<Entry> tables,
    Integer part,
    Integer parts,
    Instant syncedAt,
    Signature signature)
    implements CatalogRecord {
  /** Well below the largest message, to leave room for all but the list. */
  private static final int LARGEST_PART = 512 * 1024;

  private static final int PUNCTUATION = 32;

  public CatalogManifest {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(dialect, "dialect");
    tables = List.copyOf(tables);
    if ((part == null) != (parts == null) || part != null && (part < 0 || part >= parts)) {
      throw new IllegalArgumentException("no such part");
    }
  }

  /** A table by its key on the topic and its digest. */
  public record Entry(String key, String digest) {
    int weight() {
      return key.getBytes(StandardCharsets.UTF_8).length + digest.length() + PUNCTUATION;
    }
  }

  /** The manifest of {@code tables}, signed; of more than one part where it is large. */
  public static List<CatalogManifest> of(
      ConnectionId connection,
      Dialect dialect,
      Collection<CatalogTable> tables,
      Instant at,
      Signer signer) {
    List<Entry> entries =
        tables.stream()
            .map(t -> new Entry(t.key(), t.digest()))
            .sorted(Comparator.comparing(Entry::key))
            .toList();
    String version = versionOf(dialect, entries);
    List<List<Entry>> split = split(entries);
    List<CatalogManifest> parts = new ArrayList<>();
    for (List<Entry> some : split) {
      boolean only = split.size() == 1;
      CatalogManifest unsigned =
          new CatalogManifest(
              connection,
              dialect,
              version,
              some,
              only ? null : parts.size(),
              only ? null : split.size(),
              at,
              null);
      parts.add(unsigned.signedBy(signer));
    }
    return parts;
  }

  private static List<List<Entry>> split(List<Entry> entries) {
    List<List<Entry>> parts = new ArrayList<>();
    List<Entry> part = new ArrayList<>();
    int weight = 0;
    for (Entry entry : entries) {
      if (weight + entry.weight() > LARGEST_PART) {
        parts.add(part);
        part = new ArrayList<>();
        weight = 0;
      }
      part.add(entry);
      weight += entry.weight();
    }
    parts.add(part);
    return parts;
  }

  /**
   * The whole manifest.
   *
   * @param parts all of one version, by their numbers
   * @return what they list; empty where they are not those of one version, or do not make it up
   */
  static Optional<List<Entry>> whole(Map<Integer, CatalogManifest> parts) {
    CatalogManifest first = parts.get(0);
    if (first == null) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < first.count(); i++) {
      CatalogManifest next = parts.get(i);
      if (next == null || !next.version.equals(first.version)) {
        return Optional.empty();
      }
      entries.addAll(next.tables);
    }
    return Optional.of(entries).filter(all -> versionOf(first.dialect, all).equals(first.version));
  }

  /** The key that part {@code number} of a connection's manifest has on the topic. */
  public static String key(ConnectionId connection, int number) {
    return number == 0 ? connection.value() : connection.value() + "|#manifest/" + number;
  }

  @Override
  public String key() {
    return key(connectionId, number());
  }

  /** The number of this part, from 0. */
  @JsonIgnore
  int number() {
    return part == null ? 0 : part;
  }

  private int count() {
    return parts == null ? 1 : parts;
  }

  @Override
  public void verify(TrustStore trust, Instant now) {
    trust.verify(Purpose.CATALOG, content(), signature, now);
  }

  private CatalogManifest signedBy(Signer signer) {
    return new CatalogManifest(
        connectionId, dialect, version, tables, part, parts, syncedAt, signer.sign(content()));
  }

  private SignedContent content() {
    SignedContent content =
        SignedContent.of(Purpose.CATALOG)
            .field("manifest", connectionId)
            .text("version", version)
            .text("tables", versionOf(dialect, tables));
    if (part != null) {
      content.field("part", part).field("parts", parts);
    }
    return content.time("synced_at", syncedAt);
  }

  private static String versionOf(Dialect dialect, List<Entry> entries) {
    return SignedContent.sha256(
        entries.stream()
            .map(e -> e.key() + "=" + e.digest())
            .collect(Collectors.joining("\n", dialect.wire() + "\n", "")));
  }
}
