package io.nexushive.audit.record;

import java.util.Locale;

/** How a record stands to the records before it that carry the same event id. */
public enum Standing {
  /** The first to say it, or one without an event id. */
  FIRST,
  /** Says the same again, at another offset. */
  DUPLICATE,
  /** Says something else under the same id. */
  CONFLICT;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
