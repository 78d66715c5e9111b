package io.nexushive.audit.intake;

import jakarta.inject.Singleton;

/** Whether what arrives is being stored. */
@Singleton
public class IntakeState {
  private volatile boolean storing;
  private volatile boolean alive = true;

  void storing(boolean now) {
    storing = now;
  }

  void ended() {
    alive = false;
    storing = false;
  }

  /** Whether the last thing that was to be stored was stored. */
  public boolean isStoring() {
    return storing;
  }

  /** Whether the thread that stores is there. */
  public boolean isAlive() {
    return alive;
  }
}
