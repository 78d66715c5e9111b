package io.nexushive.model.event;

import io.nexushive.model.id.Uuids;
import java.util.UUID;

/**
 * Derives event ids, so that a stage that runs twice on the same event says the same thing twice.
 */
public final class EventId {
  private EventId() {}

  /**
   * The id of an event that follows from another one.
   *
   * @param key the request's or object's id
   * @param attempt number of the candidate, 0 where there is none
   * @param cause id of the event that caused it
   * @param ordinal which of several events of this type it is, from 0
   */
  public static UUID derive(String key, EventType type, int attempt, String cause, int ordinal) {
    return Uuids.v5(key + "|" + type.type() + "|" + attempt + "|" + cause + "|" + ordinal);
  }
}
