package io.nexushive.audit.intake;

/** Names of the metrics that the audit emits. */
public final class AuditMetrics {
  /** Counter of records stored; tag standing. */
  public static final String RECORDS = "nexushive.audit.records";

  /** Counter of attempts to store that the database did not take. */
  public static final String STORE_FAILURES = "nexushive.audit.store.failures";

  /** Timer of one batch, from reading it to its commit. */
  public static final String BATCH = "nexushive.audit.batch";

  /** Counter of records that could only be kept as digests. */
  public static final String OPAQUE = "nexushive.audit.records.opaque";

  /** Counter of offsets that a topic no longer had when they were asked for. */
  public static final String MISSED = "nexushive.audit.offsets.missed";

  /** Counter of signed roots written. */
  public static final String ROOTS = "nexushive.audit.roots";

  /** Counter of chains whose end was found altered before appending to them. */
  public static final String BROKEN = "nexushive.audit.chains.broken";

  /** Gauge of the bytes that wait outside of the database because it is away. */
  public static final String SPOOLED = "nexushive.audit.spooled.bytes";

  private AuditMetrics() {}
}
