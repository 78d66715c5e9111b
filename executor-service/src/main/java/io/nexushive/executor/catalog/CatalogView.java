package io.nexushive.executor.catalog;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogAssembler;
import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicTail;
import io.nexushive.runtime.topic.TopicViews;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The catalogue as everybody sees it: what the topic says, from whichever replica it came. */
@Singleton
public class CatalogView {
  private final CatalogAssembler assembler = new CatalogAssembler();
  private final TrustStore trust;
  private final Clock clock;

  /** The names of the keys that the newest records are signed with, by key on the topic. */
  private final Map<String, String> signedWith = new ConcurrentHashMap<>();

  private volatile TopicTail tail;

  public CatalogView(TrustStore trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  void follow(TopicViews views) {
    tail = views.follow(EventType.CATALOG_CHANGED, this::accept);
  }

  /** Whether what was said before this process started is known. */
  boolean caughtUp() {
    return tail != null && tail.caughtUp();
  }

  /** The newest whole version of a connection's catalogue. */
  public Optional<Catalog> catalog(ConnectionId connection) {
    return assembler.catalog(connection);
  }

  /**
   * Whether something of a connection's catalogue is signed with a key that will not be believed
   * for long any more, and has to be said again.
   */
  boolean isAgeing(ConnectionId connection) {
    return signedWith.entrySet().stream()
        .filter(e -> (e.getKey() + "|").startsWith(connection.value() + "|"))
        .anyMatch(e -> trust.known(e.getValue()).notAfter() != null);
  }

  private void accept(TopicRecord record) {
    if (record.value() == null) {
      signedWith.remove(record.key());
      if (record.key().indexOf('|') < 0) {
        assembler.remove(new ConnectionId(record.key()));
      }
      return;
    }
    CatalogRecord known = Json.read(record.value(), CatalogRecord.class);
    known.verify(trust, clock.instant());
    signedWith.put(record.key(), known.signature().kid());
    assembler.accept(known);
  }
}
