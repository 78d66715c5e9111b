package io.nexushive.gateway.policy;

import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.SchemaView;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.token.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What askers may see of tables, as policy says. Somebody waits, so it is remembered a moment. */
@Singleton
public class SchemaViews {
  private static final Logger LOG = Logger.getLogger(SchemaViews.class);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MOST = 1_000;

  private final Upstream upstream;
  private final Clock clock;
  private final Map<Key, Known> known = new ConcurrentHashMap<>();

  private record Key(ProjectId project, Set<String> roles) {}

  private record Known(Optional<SchemaView> view, Instant until) {}

  public SchemaViews(Upstream upstream, Clock clock) {
    this.upstream = upstream;
    this.clock = clock;
  }

  /**
   * What {@code asker} may see now.
   *
   * @param project whose policy counts; {@code null} for the default one
   * @return absent where policy does not say; the translator is careful then
   */
  public Optional<SchemaView> of(Asker asker, ProjectId project) {
    Key key = new Key(project, Set.copyOf(asker.roles()));
    Instant now = clock.instant();
    Known before = known.get(key);
    if (before != null && now.isBefore(before.until())) {
      return before.view();
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    Optional<SchemaView> view = ask(asker, project);
    known.put(key, new Known(view, now.plus(FRESH)));
    return view;
  }

  private Optional<SchemaView> ask(Asker asker, ProjectId project) {
    try {
      return Optional.of(
          Json.read(
              Json.bytes(
                  upstream.send(
                      ServiceName.POLICY,
                      "GET",
                      "/internal/policy/schema-view"
                          + (project == null
                              ? ""
                              : "?project_id=" + Upstream.encode(project.value())),
                      null,
                      new Caller(
                          asker.subject(), CurrentCaller.TENANT, asker.roles(), asker.attributes()),
                      PATIENCE)),
              SchemaView.class));
    } catch (NexusException | IllegalArgumentException e) {
      LOG.warnf("policy does not say what roles see roles=%s: %s", asker.roles(), e.getMessage());
      return Optional.empty();
    }
  }
}
