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
import java.util.Optional;

/** The catalogue as everybody sees it: what the topic says, from whichever replica it came. */
@Singleton
public class CatalogView {
  private final CatalogAssembler assembler = new CatalogAssembler();
  private final TrustStore trust;
  private final Clock clock;
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

  private void accept(TopicRecord record) {
    if (record.value() == null) {
      if (record.key().indexOf('|') < 0) {
        assembler.remove(new ConnectionId(record.key()));
      }
      return;
    }
    CatalogRecord known = Json.read(record.value(), CatalogRecord.class);
    known.verify(trust, clock.instant());
    assembler.accept(known);
  }
}
