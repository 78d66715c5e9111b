package io.nexushive.audit.intake;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while what arrives is stored; an unreachable database makes it unready, never unalive. */
@Readiness
@jakarta.enterprise.context.ApplicationScoped
public class IntakeReady implements HealthCheck {
  private final IntakeState state;

  public IntakeReady(IntakeState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("recording").status(state.isStoring()).build();
  }
}
