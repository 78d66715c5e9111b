package io.nexushive.runtime.stage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Event ids whose effects are durable. It only saves work: a double that slips through is handled
 * again and says the same again.
 */
final class SeenEvents {
  private final Set<String> ids;

  SeenEvents(int capacity) {
    this.ids =
        Collections.synchronizedSet(
            Collections.newSetFromMap(
                new LinkedHashMap<>() {
                  private static final long serialVersionUID = 1L;

                  @Override
                  protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > capacity;
                  }
                }));
  }

  boolean contains(String id) {
    return ids.contains(id);
  }

  void add(String id) {
    ids.add(id);
  }
}
