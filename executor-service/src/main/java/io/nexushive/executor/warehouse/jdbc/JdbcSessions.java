package io.nexushive.executor.warehouse.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

  private record Idle(Connection session, long sinceNanos) {}

  private final Opener opener;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  JdbcSessions(Opener opener) {
    this.opener = opener;
  }

  /** A session that works; the newest idle one, or a new one. */
  Connection borrow() throws SQLException {
    while (true) {
      Idle candidate;
      synchronized (this) {
        candidate = idle.pollFirst();
      }
      if (candidate == null) {
        return opener.open();
      }
      boolean fresh = System.nanoTime() - candidate.sinceNanos() < UNCHECKED_FOR.toNanos();
      if (fresh || candidate.session().isValid(CHECK_SECONDS)) {
        return candidate.session();
      }
      discard(candidate.session());
    }
  }

  /** Keeps a session in which nothing went wrong. */
  void giveBack(Connection session) {
    synchronized (this) {
      if (!closed && idle.size() < MAX_IDLE) {
        idle.addFirst(new Idle(session, System.nanoTime()));
        return;
      }
    }
    discard(session);
  }

  /** Ends a session whose state is in doubt. */
  static void discard(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      LOG.debug("session did not close cleanly", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(i -> discard(i.session()));
    idle.clear();
  }
}
