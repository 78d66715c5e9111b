package io.nexushive.executor.warehouse.testing;

import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * The double of a warehouse that is a service: DuckDB computes what it answers.
 *
 * @param <S> what is known of a session
 */
public abstract class EngineService<S> extends JsonService {
  /** The columns of all keys, as an information schema lists them. */
  protected static final String KEY_COLUMNS =
      " unnest(constraint_column_names) AS column_name,"
          + " generate_subscripts(constraint_column_names, 1) AS ordinal_position, CASE WHEN"
          + " constraint_type = 'FOREIGN KEY' THEN generate_subscripts(constraint_column_names, 1)"
          + " END AS position_in_unique_constraint FROM duckdb_constraints() WHERE schema_name ="
          + " 'main' AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')";

  protected final DuckDbEngine engine;
  protected final ExecutorService work = Executors.newCachedThreadPool();

  /** By their tokens or ids. */
  protected final Map<String, S> sessions = new ConcurrentHashMap<>();

  private volatile Pattern broken = Pattern.compile("$.");

  protected EngineService(DuckDbEngine engine) throws IOException {
    this.engine = engine;
  }

  /** How many statements run now. */
  public int running() {
    return engine.running();
  }

  /** Ends all sessions, as an administrator may, or a restart does. */
  public void endSessions() {
    sessions.clear();
  }

  /** Statements of this form fail from now on, as those do whose warehouse stops them. */
  public void breakAt(String regex) {
    broken = Pattern.compile(regex);
  }

  /** Whether a statement is to fail. */
  protected boolean isBroken(String sql) {
    return broken.matcher(sql).find();
  }

  @Override
  public void close() throws Exception {
    work.shutdownNow();
    super.close();
  }
}
