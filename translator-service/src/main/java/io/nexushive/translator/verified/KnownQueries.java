package io.nexushive.translator.verified;

import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicViews;
import io.nexushive.translator.linking.ConnectionSchema;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The verified queries as the gateway last said them. Only what it signed counts, the newest
 * revision of each; a record without a value is signed by nobody and changes nothing.
 */
@Singleton
public class KnownQueries implements VerifiedQueries {
  private static final Logger LOG = Logger.getLogger(KnownQueries.class);

  private final TopicViews topics;
  private final TrustStore trust;
  private final Clock clock;

  /** Retired ones stay, so that nobody can bring them back by repeating what was once said. */
  private final Map<String, KnowledgeChanged> newest = new ConcurrentHashMap<>();

  private final Map<ConnectionId, Prepared> prepared = new ConcurrentHashMap<>();

  /** What is known of one version of a connection. */
  private record Prepared(ConnectionSchema schema, QuestionIndex index) {}

  public KnownQueries(TopicViews topics, TrustStore trust, Clock clock) {
    this.topics = topics;
    this.trust = trust;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    topics.follow(EventType.KNOWLEDGE_CHANGED, this::changed);
  }

  @Override
  public Optional<Match> find(String question, ConnectionSchema connection) {
    List<Match> found =
        index(connection).nearest(question).stream()
            .flatMap(template -> template.bind(question, Template.SAME_ORDER).stream())
            .toList();
    // Two that say different things leave open which one is meant.
    boolean clear = found.stream().map(Match::sql).distinct().count() == 1;
    return clear ? Optional.of(found.get(0)) : Optional.empty();
  }

  @Override
  public Optional<Match> chosen(QueryChoice choice, ConnectionSchema connection)
      throws UnfitValueException {
    KnowledgeChanged query = newest.get(choice.id());
    if (query == null || !isUsed(query, connection)) {
      return Optional.empty();
    }
    Optional<Template> template = Template.of(query, connection);
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(template.get().with(choice.parameters()));
  }

  private QuestionIndex index(ConnectionSchema connection) {
    return prepared
        .compute(
            connection.catalog().connectionId(),
            (id, known) ->
                known != null && known.schema() == connection
                    ? known
                    : new Prepared(connection, new QuestionIndex(templates(connection))))
        .index();
  }

  private List<Template> templates(ConnectionSchema connection) {
    return newest.values().stream()
        .filter(query -> isUsed(query, connection))
        .flatMap(query -> Template.of(query, connection).stream())
        .toList();
  }

  private static boolean isUsed(KnowledgeChanged query, ConnectionSchema connection) {
    return !query.retired()
        && query.question() != null
        && query.sql() != null
        && query.connectionId().equals(connection.catalog().connectionId());
  }

  private void changed(TopicRecord record) {
    if (record.value() == null) {
      return;
    }
    KnowledgeChanged change = Json.read(record.value(), KnowledgeChanged.class);
    try {
      change.verify(trust, clock.instant());
    } catch (UntrustedException e) {
      LOG.warnf("verified query refused, nobody trusted signed it key=%s", record.key());
      return;
    }
    newest.merge(
        change.id(), change, (known, next) -> next.revision() < known.revision() ? known : next);
    prepared.remove(change.connectionId());
  }
}
