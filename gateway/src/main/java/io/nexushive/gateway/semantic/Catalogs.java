package io.nexushive.gateway.semantic;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.catalog.CatalogTopic;
import io.nexushive.runtime.topic.TopicViews;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The catalogues that semantic models describe, as the executor last said them. */
@Singleton
public class Catalogs {
  private final Map<ConnectionId, KnownNames> names = new ConcurrentHashMap<>();
  private final CatalogTopic topic;

  public Catalogs(TrustStore trust, Clock clock) {
    this.topic = new CatalogTopic(trust, clock);
  }

  void follow(@Observes StartupEvent start, TopicViews views) {
    topic.follow(views);
  }

  /** Absent where nothing has been read of it yet, or there is no table in it. */
  Optional<Catalog> of(ConnectionId connection) {
    return topic.catalog(connection).filter(c -> !c.tables().isEmpty());
  }

  /** The names in a connection's catalogue; absent where {@link #of} is. */
  Optional<KnownNames> names(ConnectionId connection) {
    Optional<Catalog> newest = of(connection);
    if (newest.isEmpty()) {
      names.remove(connection);
    }
    return newest.map(
        catalog ->
            names.compute(
                connection,
                (id, known) ->
                    known != null && known.version().equals(catalog.version())
                        ? known
                        : new KnownNames(catalog)));
  }
}
