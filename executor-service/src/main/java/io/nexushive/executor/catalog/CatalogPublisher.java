package io.nexushive.executor.catalog;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Signer;
import io.nexushive.runtime.topic.EventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Says on the topic what changed in a connection's catalogue: first the tables, then the manifest
 * that makes them visible together, then that old ones are gone.
 */
@Singleton
public class CatalogPublisher {
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(30);

  private final EventPublisher events;
  private final Signer signer;
  private final Clock clock;

  public CatalogPublisher(EventPublisher events, Signer signer, Clock clock) {
    this.events = events;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Says how {@code tables} differ from {@code before}.
   *
   * @param again whether to say what has not changed, too: its signature ages
   * @return what differs
   * @throws IllegalStateException when the broker does not take it
   */
  CatalogChanges publish(
      ConnectionId connection,
      Dialect dialect,
      Collection<CatalogTable> tables,
      Optional<Catalog> before,
      boolean again) {
    Instant now = clock.instant();
    List<CatalogManifest> manifest = CatalogManifest.of(connection, dialect, tables, now, signer);
    String version = manifest.get(0).version();
    CatalogChanges changes = CatalogChanges.between(before, tables, version);
    if (!again && before.map(Catalog::version).filter(version::equals).isPresent()) {
      return changes;
    }
    Map<String, String> known = new HashMap<>();
    before.ifPresent(c -> c.tables().forEach(t -> known.put(t.key(), t.digest())));
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (CatalogTable table : tables) {
      if (!table.digest().equals(known.remove(table.key())) || again) {
        sent.add(send(table.key(), table.signedBy(signer), table.digest(), now));
      }
    }
    await(sent);
    await(manifest.stream().map(part -> send(part.key(), part, version, now)).toList());
    await(known.keySet().stream().map(key -> send(key, null, "gone", now)).toList());
    return changes;
  }

  /** Says that the connection has no catalogue any more. */
  void retract(Catalog catalog) {
    Instant now = clock.instant();
    String key = catalog.connectionId().value();
    int parts =
        CatalogManifest.of(catalog.connectionId(), catalog.dialect(), catalog.tables(), now, signer)
            .size();
    await(List.of(send(key, null, "gone", now)));
    await(
        IntStream.range(1, parts)
            .mapToObj(i -> send(CatalogManifest.key(catalog.connectionId(), i), null, "gone", now))
            .toList());
    await(catalog.tables().stream().map(t -> send(t.key(), null, "gone", now)).toList());
  }

  private CompletableFuture<?> send(String key, Object payload, String content, Instant at) {
    String cause = content + "@" + at.toEpochMilli();
    String id = EventId.derive(key, EventType.CATALOG_CHANGED, 0, cause, 0).toString();
    return events.publish(EventType.CATALOG_CHANGED, key, payload, id).toCompletableFuture();
  }

  private static void await(List<? extends CompletableFuture<?>> sent) {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not take the catalogue", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the catalogue was published", e);
    }
  }
}
