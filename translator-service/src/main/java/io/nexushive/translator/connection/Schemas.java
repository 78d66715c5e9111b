package io.nexushive.translator.connection;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogAssembler;
import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicViews;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.SemanticParser;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The connections as the translator links to them. A schema is prepared once for each version of
 * its catalogue and semantic model.
 */
@Singleton
public class Schemas {
  private static final Logger LOG = Logger.getLogger(Schemas.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TopicViews topics;
  private final TrustStore trust;
  private final Clock clock;
  private final SemanticParser parser;
  private final CatalogAssembler assembler = new CatalogAssembler();
  private final Map<ConnectionId, SemanticModel> models = new ConcurrentHashMap<>();
  private final Map<ConnectionId, Prepared> prepared = new ConcurrentHashMap<>();

  private record Prepared(String version, SemanticModel model, ConnectionSchema schema) {}

  public Schemas(TopicViews topics, TrustStore trust, Clock clock, SemanticParser parser) {
    this.topics = topics;
    this.trust = trust;
    this.clock = clock;
    this.parser = parser;
  }

  void start(@Observes StartupEvent event) {
    topics.follow(EventType.SEMANTIC_MODEL_CHANGED, this::modelChanged);
    topics.follow(EventType.CATALOG_CHANGED, this::catalogChanged);
  }

  /**
   * The connection, prepared for linking; absent while its catalogue has not arrived. After a start
   * this waits until what had been published before is read.
   */
  public Optional<ConnectionSchema> schema(ConnectionId connection) {
    topics.awaitCaughtUp(PATIENCE);
    return assembler.catalog(connection).map(this::prepare);
  }

  private ConnectionSchema prepare(Catalog catalog) {
    SemanticModel model = models.getOrDefault(catalog.connectionId(), SemanticModel.EMPTY);
    return prepared
        .compute(
            catalog.connectionId(),
            (id, known) ->
                known != null && known.version().equals(catalog.version()) && known.model() == model
                    ? known
                    : new Prepared(catalog.version(), model, parser.prepare(catalog, model)))
        .schema();
  }

  private void catalogChanged(TopicRecord record) {
    if (record.value() == null) {
      if (!record.key().contains("|")) {
        ConnectionId gone = new ConnectionId(record.key());
        assembler.remove(gone);
        prepared.remove(gone);
      }
      return;
    }
    CatalogRecord changed = Json.read(record.value(), CatalogRecord.class);
    if (trusted(changed.connectionId(), () -> changed.verify(trust, clock.instant()))) {
      assembler.accept(changed);
      assembler.catalog(changed.connectionId()).ifPresent(this::prepare);
    }
  }

  private void modelChanged(TopicRecord record) {
    if (record.value() == null) {
      models.remove(new ConnectionId(record.key()));
      return;
    }
    SemanticModelChanged changed = Json.read(record.value(), SemanticModelChanged.class);
    if (trusted(changed.connectionId(), () -> changed.verify(trust, clock.instant()))) {
      models.put(changed.connectionId(), changed.model());
      assembler.catalog(changed.connectionId()).ifPresent(this::prepare);
    }
  }

  private static boolean trusted(ConnectionId connection, Runnable verification) {
    try {
      verification.run();
      return true;
    } catch (UntrustedException e) {
      LOG.warnf("record refused, nobody trusted signed it connection=%s", connection);
      return false;
    }
  }
}
