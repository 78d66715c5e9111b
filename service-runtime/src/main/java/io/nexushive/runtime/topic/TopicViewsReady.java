package io.nexushive.runtime.topic;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the caches know what was known before this process started. */
@Readiness
@ApplicationScoped
public class TopicViewsReady implements HealthCheck {
  private final TopicViews views;

  public TopicViewsReady(TopicViews views) {
    this.views = views;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("caches").status(views.caughtUp()).build();
  }
}
