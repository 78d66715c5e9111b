package io.nexushive.policy.knowledge;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.catalog.CatalogTopic;
import io.nexushive.runtime.topic.TopicViews;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The catalogue of each connection as the executor last said it. */
@Singleton
public class Catalogs {
  private final CatalogTopic topic;

  public Catalogs(TrustStore trust, Clock clock) {
    this.topic = new CatalogTopic(trust, clock);
  }

  void follow(@Observes StartupEvent start, TopicViews views) {
    topic.follow(views);
  }

  /** The newest whole version of a connection's catalogue. */
  public Optional<Catalog> of(ConnectionId connection) {
    return topic.catalog(connection);
  }
}
