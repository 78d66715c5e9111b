package io.nexushive.policy.knowledge;

import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.policy.document.PolicyException;
import io.nexushive.policy.engine.Policy;
import io.nexushive.runtime.topic.TopicRecord;
import io.nexushive.runtime.topic.TopicViews;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The policy of each project as the gateway last said it. A broken one leaves the last in force.
 */
@Singleton
public class Policies {
  private static final Logger LOG = Logger.getLogger(Policies.class);
  private static final ProjectId DEFAULT = new ProjectId("default");

  private final Map<ProjectId, Policy> policies = new ConcurrentHashMap<>();

  /** Projects whose policy somebody took off the topic; nobody signs that. */
  private final Set<ProjectId> withdrawn = ConcurrentHashMap.newKeySet();

  private final TrustStore trust;
  private final Clock clock;

  public Policies(TrustStore trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  void follow(@Observes StartupEvent start, TopicViews views) {
    views.follow(EventType.POLICY_CHANGED, this::accept);
  }

  /**
   * The policy that holds for {@code project}; a project that never had its own has the default
   * one. One whose policy was taken away has none, and so no rights: a laxer one must not come to
   * hold because a record is gone.
   */
  public Optional<Policy> of(ProjectId project) {
    Policy own = project == null ? null : policies.get(project);
    if (own != null) {
      return Optional.of(own);
    }
    return project != null && withdrawn.contains(project)
        ? Optional.empty()
        : Optional.ofNullable(policies.get(DEFAULT));
  }

  private void accept(TopicRecord record) {
    if (record.value() == null) {
      ProjectId project = new ProjectId(record.key());
      withdrawn.add(project);
      policies.remove(project);
      LOG.warnf("the policy of a project was taken away, nothing is allowed project=%s", project);
      return;
    }
    PolicyChanged changed = Json.read(record.value(), PolicyChanged.class);
    changed.verify(trust, clock.instant());
    try {
      policies.put(changed.projectId(), Policy.read(changed.document()));
      withdrawn.remove(changed.projectId());
      LOG.infof("policy in force project=%s version=%s", changed.projectId(), changed.version());
    } catch (PolicyException e) {
      LOG.errorf(
          "policy refused, the one before stays project=%s reason=%s",
          changed.projectId(), e.getMessage());
    }
  }
}
