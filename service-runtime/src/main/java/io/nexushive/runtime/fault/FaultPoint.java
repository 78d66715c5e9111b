package io.nexushive.runtime.fault;

import java.util.Locale;

/** Where in the handling of an event a process can be made to die. */
public enum FaultPoint {
  /** The event was taken from the topic, nothing was done yet. */
  TAKEN,
  /** The work is done, nothing of it is published or stored. */
  BEFORE_PUBLISH,
  /** All is published or stored, the offset is not committed. */
  BEFORE_COMMIT;

  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
