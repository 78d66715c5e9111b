package io.nexushive.gateway.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.connection.ConnectionStore;
import io.nexushive.gateway.database.ClusterLock;
import io.nexushive.gateway.outbox.Acknowledgement;
import io.nexushive.gateway.publication.PublishedRecords;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.credential.CredentialOpener;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedDefinition;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.topic.EventPublisher;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Definitions stay on their topics for good, keys do not. Says again, under the key of this moment,
 * what a key signed that has got an end; on demand also has the executor seal credentials to its
 * newest key. One replica at a time does.
 */
@Singleton
public class Renewal {
  private static final Logger LOG = Logger.getLogger(Renewal.class);
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

  private final PublishedRecords records;
  private final ConnectionDirectory connections;
  private final ConnectionStore store;
  private final EventPublisher publisher;
  private final Upstream upstream;
  private final Signer signer;
  private final TrustStore trust;
  private final ClusterLock lock;
  private final Clock clock;
  private final Duration interval;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "renewal");
            thread.setDaemon(true);
            return thread;
          });

  public Renewal(
      PublishedRecords records,
      ConnectionDirectory connections,
      ConnectionStore store,
      EventPublisher publisher,
      Upstream upstream,
      Signer signer,
      TrustStore trust,
      ClusterLock lock,
      Clock clock,
      GatewayConfig config) {
    this.records = records;
    this.connections = connections;
    this.store = store;
    this.publisher = publisher;
    this.upstream = upstream;
    this.signer = signer;
    this.trust = trust;
    this.lock = lock;
    this.clock = clock;
    this.interval = config.upkeep().renewal();
  }

  /**
   * What was renewed.
   *
   * @param signed definitions that were signed anew
   * @param sealed connections whose credential was sealed anew
   * @param failed keys of what could not be renewed; it stays as it was
   * @param sealedTo ids of the executor's keys that a credential is sealed to now
   */
  @RegisterForReflection
  public record Report(int signed, int sealed, List<String> failed, List<Integer> sealedTo) {}

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(
        this::trySign, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Renews all that has to be, credentials too.
   *
   * @param caller for whom the executor seals
   * @throws NexusException when another replica is at it, or the topics are not known yet
   */
  public Report renewAll(Caller caller) {
    List<Report> reports = new ArrayList<>();
    if (!records.caughtUp()
        || !lock.tryRun(ClusterLock.Guarded.RENEWAL, () -> reports.add(renew(caller)))) {
      throw new NexusException(
          ErrorCode.CONFLICT, "What is published is being read or renewed. Try again in a moment.");
    }
    return reports.get(0);
  }

  private void trySign() {
    try {
      if (records.caughtUp()) {
        lock.tryRun(ClusterLock.Guarded.RENEWAL, () -> renew(null));
      }
    } catch (RuntimeException e) {
      LOG.warn("definitions cannot be signed anew and are tried again", e);
    }
  }

  private Report renew(Caller caller) {
    int signed = 0;
    int sealed = 0;
    List<String> failed = new ArrayList<>();
    Set<Integer> sealedTo = new TreeSet<>();
    for (EventType type : PublishedRecords.TYPES) {
      for (Map.Entry<String, byte[]> said : records.of(type).entrySet()) {
        SignedDefinition before = read(type, said.getValue());
        SignedDefinition after = before;
        try {
          before.verify(trust, clock.instant());
          after = caller == null ? before : sealedAnew(before, caller);
          if (after != before || isAgeing(before.signature())) {
            publish(type, said, after.signedBy(signer));
            signed++;
            sealed += after == before ? 0 : 1;
          }
        } catch (UntrustedException | NexusException | IllegalStateException e) {
          after = before;
          failed.add(type.type() + " " + said.getKey());
          LOG.warnf(
              "cannot be renewed type=%s key=%s reason=%s",
              type.type(), said.getKey(), e.getMessage());
        }
        if (after instanceof ConnectionChanged connection) {
          CredentialOpener.keyId(connection).ifPresent(sealedTo::add);
        }
      }
    }
    return new Report(signed, sealed, failed, List.copyOf(sealedTo));
  }

  /** A key that has no end yet is newer than one that has; so replicas never undo each other. */
  private boolean isAgeing(Signature signature) {
    return trust.known(signature.kid()).notAfter() != null
        && trust.known(signer.kid()).notAfter() == null;
  }

  private SignedDefinition sealedAnew(SignedDefinition before, Caller caller) {
    if (!(before instanceof ConnectionChanged connection)
        || connection.sealedCredential() == null) {
      return before;
    }
    String path =
        "/internal/connections/" + Upstream.encode(connection.connectionId().value()) + "/reseal";
    JsonNode answer = upstream.send(ServiceName.EXECUTOR, "POST", path, null, caller);
    String fresh = answer.path("sealed_credential").textValue();
    return fresh == null ? before : connection.sealedAnew(fresh);
  }

  private void publish(EventType type, Map.Entry<String, byte[]> said, SignedDefinition renewed) {
    if (renewed instanceof ConnectionChanged connection && keep(said.getValue(), connection)) {
      return;
    }
    if (!Arrays.equals(records.of(type).get(said.getKey()), said.getValue())) {
      throw new IllegalStateException("it was changed meanwhile");
    }
    String id =
        Uuids.v5(said.getKey() + "|" + type.type() + "|" + renewed.signature().value()).toString();
    Acknowledgement.await(publisher.publish(type, said.getKey(), renewed, id), ACKNOWLEDGEMENT);
    LOG.infof("signed anew type=%s key=%s", type.type(), said.getKey());
  }

  /** A connection that people made stands in the database, too, and changes there first. */
  private boolean keep(byte[] said, ConnectionChanged renewed) {
    ConnectionChanged before = Json.read(said, ConnectionChanged.class);
    Optional<ConnectionChanged> kept =
        store.change(
            renewed.connectionId(), now -> now.equals(before) ? renewed : now.signedBy(signer));
    kept.ifPresent(connections::put);
    return kept.isPresent();
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private static SignedDefinition read(EventType type, byte[] json) {
    return switch (type) {
      case CONNECTION_CHANGED -> Json.read(json, ConnectionChanged.class);
      case KNOWLEDGE_CHANGED -> Json.read(json, KnowledgeChanged.class);
      case POLICY_CHANGED -> Json.read(json, PolicyChanged.class);
      case SEMANTIC_MODEL_CHANGED -> Json.read(json, SemanticModelChanged.class);
      default -> throw new IllegalArgumentException(type + " is not the gateway's");
    };
  }
}
