package io.nexushive.runtime.catalog;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogAssembler;
import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicViews;
import java.time.Clock;
import java.util.Optional;

/** The catalogue of each connection as the executor last said it; nobody else is believed. */
public final class CatalogTopic {
  private final CatalogAssembler assembler = new CatalogAssembler();
  private final TrustStore trust;
  private final Clock clock;

  public CatalogTopic(TrustStore trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /** Begins to read; to be called once, while the process starts. */
  public void follow(TopicViews views) {
    views.follow(EventType.CATALOG_CHANGED, this::accept);
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
