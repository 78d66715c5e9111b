package io.nexushive.audit.intake;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not alive once the thread that records has ended, which only a restart mends. */
@Liveness
@jakarta.enterprise.context.ApplicationScoped
public class IntakeAlive implements HealthCheck {
  private final IntakeState state;

  public IntakeAlive(IntakeState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("recorder").status(state.isAlive()).build();
  }
}
