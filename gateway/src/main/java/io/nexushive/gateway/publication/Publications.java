package io.nexushive.gateway.publication;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.semantic.SemanticModels;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.runtime.topic.EventPublisher;
import io.nexushive.runtime.topic.TopicRecord;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes at the start what the topics do not say yet. Signatures are deterministic, so what has
 * not changed is the same record, and several replicas say the same.
 */
@Singleton
public class Publications {
  private static final Logger LOG = Logger.getLogger(Publications.class);
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

  private final PublishedRecords records;
  private final EventPublisher publisher;
  private final DemoContent content;
  private final ConnectionDirectory connections;
  private final SemanticModels models;
  private final Signer signer;
  private final TrustStore trust;
  private final Clock clock;
  private final boolean enabled;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "publications");
            thread.setDaemon(true);
            return thread;
          });

  public Publications(
      PublishedRecords records,
      EventPublisher publisher,
      DemoContent content,
      ConnectionDirectory connections,
      SemanticModels models,
      Signer signer,
      TrustStore trust,
      Clock clock,
      GatewayConfig config) {
    this.records = records;
    this.publisher = publisher;
    this.content = content;
    this.connections = connections;
    this.models = models;
    this.signer = signer;
    this.trust = trust;
    this.clock = clock;
    this.enabled = config.demo().enabled();
  }

  void start(@Observes StartupEvent event) {
    records.follow(EventType.CONNECTION_CHANGED, this::list);
    records.follow(EventType.SEMANTIC_MODEL_CHANGED, record -> {});
    records.follow(EventType.POLICY_CHANGED, record -> {});
    records.follow(EventType.KNOWLEDGE_CHANGED, record -> {});
    if (enabled) {
      // What is wrong with the content stops the start, not a thread that nobody watches.
      ConnectionChanged connection = content.connection().signedBy(signer);
      SemanticModelChanged model = content.semanticModel().signedBy(signer);
      PolicyChanged policy = content.policy().signedBy(signer);
      connections.configure(connection);
      worker.scheduleWithFixedDelay(
          () -> tryPublish(connection, model, policy),
          0,
          INTERVAL.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  private void list(TopicRecord record) {
    if (record.value() == null) {
      connections.remove(new ConnectionId(record.key()));
      return;
    }
    ConnectionChanged connection = Json.read(record.value(), ConnectionChanged.class);
    try {
      connection.verify(trust, clock.instant());
      connections.put(connection);
    } catch (UntrustedException e) {
      LOG.warnf("refused a connection that nobody trusted signed connectionId=%s", record.key());
    }
  }

  private void tryPublish(
      ConnectionChanged connection, SemanticModelChanged model, PolicyChanged policy) {
    if (!records.caughtUp()) {
      return;
    }
    try {
      publish(EventType.POLICY_CHANGED, policy.projectId().value(), policy, policy.signature());
      if (!models.isKept(model.connectionId())) {
        publish(
            EventType.SEMANTIC_MODEL_CHANGED,
            model.connectionId().value(),
            model,
            model.signature());
      }
      publish(
          EventType.CONNECTION_CHANGED,
          connection.connectionId().value(),
          connection,
          connection.signature());
      worker.shutdown();
    } catch (Exception e) {
      LOG.warn("configuration cannot be published, trying again", e);
    }
  }

  private void publish(EventType type, String key, Object payload, Signature signature)
      throws Exception {
    byte[] before = records.of(type).get(key);
    if (before != null && payload.equals(Json.read(before, payload.getClass()))) {
      return;
    }
    String id = Uuids.v5(key + "|" + type.type() + "|" + signature.value()).toString();
    publisher
        .publish(type, key, payload, id)
        .toCompletableFuture()
        .get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
    LOG.infof("published type=%s key=%s", type.type(), key);
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
