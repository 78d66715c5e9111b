package io.nexushive.executor.warehouse.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps a few open sessions for the next statement. How many may be in use at a time is bounded
 * where connections are, not here.
 */
final class JdbcSessions implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(JdbcSessions.class);
  private static final int MAX_IDLE = 4;
  private static final Duration UNCHECKED_FOR = Duration.ofSeconds(15);
  private static final int CHECK_SECONDS = 5;

  /** Opens a session. */
  interface Opener {
    Connection open() throws SQLException;
  }

  /**
   * A session in use.
   *
   * @param generation of the warehouse when it was opened
   */
  record Session(Connection connection, long generation) {}

  private record Idle(Session session, long sinceNanos) {}

  private final Opener opener;
  private final LongSupplier generation;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param generation changes when sessions that were opened before are of no use any more
   */
  JdbcSessions(Opener opener, LongSupplier generation) {
    this.opener = opener;
    this.generation = generation;
  }

  /** A session that works; the newest idle one, or a new one. */
  Session borrow() throws SQLException {
    while (true) {
      Idle candidate;
      synchronized (this) {
        candidate = idle.pollFirst();
      }
      if (candidate == null) {
        long current = generation.getAsLong();
        return new Session(opener.open(), current);
      }
      boolean fresh = System.nanoTime() - candidate.sinceNanos() < UNCHECKED_FOR.toNanos();
      Connection connection = candidate.session().connection();
      boolean current = candidate.session().generation() == generation.getAsLong();
      if (current && (fresh || connection.isValid(CHECK_SECONDS))) {
        return candidate.session();
      }
      discard(connection);
    }
  }

  /** Keeps a session in which nothing went wrong. */
  void giveBack(Session session) {
    synchronized (this) {
      if (!closed && idle.size() < MAX_IDLE) {
        idle.addFirst(new Idle(session, System.nanoTime()));
        return;
      }
    }
    discard(session.connection());
  }

  /** Ends a session whose state is in doubt. */
  static void discard(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("session did not close cleanly", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(i -> discard(i.session().connection()));
    idle.clear();
  }
}
