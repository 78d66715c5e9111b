package io.nexushive.executor.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.executor.warehouse.WarehouseException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How far the reading of a connection's schema has come.
 *
 * @param tables how many tables and views the last whole reading found; {@code null} before it
 * @param changes what the last reading that found a difference found; {@code null} before it
 * @param message why it failed, and {@code advice} what to do about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncStatus(
    State state,
    Instant startedAt,
    Instant endedAt,
    Integer tables,
    Changes changes,
    String message,
    String advice) {

  static final SyncStatus NEVER = new SyncStatus(State.NEVER, null, null, null, null, null, null);

  /** Where a reading stands. */
  public enum State {
    NEVER,
    RUNNING,
    COMPLETED,
    FAILED;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Tables that differ: how many, and the first of their names. */
  public record Difference(int count, List<String> names) {
    private static final int MOST = 50;

    static Difference of(List<String> names) {
      return new Difference(names.size(), names.subList(0, Math.min(MOST, names.size())));
    }
  }

  /** How the newest version of the catalogue differs from the one before. */
  public record Changes(Instant at, Difference added, Difference changed, Difference removed) {
    static Changes of(CatalogChanges changes, Instant at) {
      return new Changes(
          at,
          Difference.of(changes.added()),
          Difference.of(changes.changed()),
          Difference.of(changes.removed()));
    }

    boolean any() {
      return added.count() + changed.count() + removed.count() > 0;
    }
  }

  /** The status of a connection that cannot even be opened. */
  public static SyncStatus impossible(WarehouseException why) {
    return new SyncStatus(
        State.FAILED, null, null, null, null, why.getMessage(), why.problem().advice());
  }

  SyncStatus started(Instant now) {
    return new SyncStatus(State.RUNNING, now, null, tables, changes, null, null);
  }

  SyncStatus completed(CatalogChanges found, Instant now) {
    Changes difference = Changes.of(found, now);
    return new SyncStatus(
        State.COMPLETED,
        startedAt,
        now,
        found.tables(),
        difference.any() ? difference : changes,
        null,
        null);
  }

  SyncStatus failed(RuntimeException why, Instant now) {
    boolean known = why instanceof WarehouseException;
    return new SyncStatus(
        State.FAILED,
        startedAt,
        now,
        tables,
        changes,
        known ? why.getMessage() : "The catalogue could not be published.",
        known
            ? ((WarehouseException) why).problem().advice()
            : "It is tried again by itself; look into the executor's log if it stays so.");
  }
}
