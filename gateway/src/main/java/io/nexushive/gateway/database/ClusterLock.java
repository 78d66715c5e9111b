package io.nexushive.gateway.database;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Lets one replica at a time do something, by an advisory lock of the database. */
@Singleton
public class ClusterLock {
  private final Database database;

  public ClusterLock(Database database) {
    this.database = database;
  }

  /** What is guarded. The numbers must not change while replicas of two versions run. */
  public enum Guarded {
    OUTBOX(0x6e65787573_01L),
    SWEEPER(0x6e65787573_02L),
    ACCOUNTS(0x6e65787573_03L),
    EVENTS(0x6e65787573_04L),
    RENEWAL(0x6e65787573_05L),
    KNOWLEDGE(0x6e65787573_06L);

    private final long number;

    Guarded(long number) {
      this.number = number;
    }
  }

  /**
   * Runs {@code work} unless another replica is at it; the lock ends with the process at the
   * latest.
   */
  public boolean tryRun(Guarded what, Runnable work) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, what.number);
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next() || !row.getBoolean(1)) {
                return false;
              }
            }
          }
          work.run();
          return true;
        });
  }
}
