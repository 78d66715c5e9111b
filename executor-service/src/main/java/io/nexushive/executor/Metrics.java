package io.nexushive.executor;

/** Names of the metrics that the executor emits. */
public final class Metrics {
  /** Timer of statements, from taking a place until the last row; tags kind, outcome. */
  public static final String STATEMENT = "nexushive.executor.statement";

  /** Counter of grants that were refused. */
  public static final String GRANTS_REFUSED = "nexushive.executor.grants.refused";

  /** Counter of rows that reached results. */
  public static final String ROWS = "nexushive.executor.rows";

  /** Timer of readings of a connection's schema; tag outcome. */
  public static final String CATALOG_SYNC = "nexushive.executor.catalog.sync";

  /** Gauge of connections that can be used. */
  public static final String CONNECTIONS = "nexushive.executor.connections";

  private Metrics() {}
}
