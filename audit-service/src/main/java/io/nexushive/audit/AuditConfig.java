package io.nexushive.audit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is audited, and where its proof is kept. */
@ConfigMapping(prefix = "nexushive.audit")
public interface AuditConfig {

  /** Regular expression of the topics that are recorded; all of ours by default. */
  @WithDefault("nexus\\..+")
  String topics();

  /** Folder outside of the database in which the signed roots are kept; made when missing. */
  Path rootsDir();

  /** How often a root is signed when something was recorded. */
  @WithDefault("10s")
  Duration rootInterval();

  /** How Kafka is read. */
  Intake intake();

  /** What happens while the database is away. */
  Spool spool();

  /**
   * Where records wait while the database is away. Topics keep some records for an hour only; here
   * they wait, already without rows, for as long as it takes.
   */
  interface Spool {
    /** The folder; by default {@code spool} inside of that of the roots. */
    Optional<Path> dir();

    /** How long the database may be away before records are put here. */
    @WithDefault("30s")
    Duration after();

    /** The most that waits here; after that, records stay on their topics. */
    @WithDefault("4G")
    MemorySize max();
  }

  /** How Kafka is read: in large batches, since nobody waits for the audit. */
  interface Intake {
    /** How long records gather between two batches while few arrive, in time. */
    @WithDefault("250ms")
    Duration gather();

    /** The most records that are stored in one transaction. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int batch();

    /** How long to wait before the database is tried again. */
    @WithDefault("1s")
    Duration retry();

    /** How often new topics are looked for. */
    @WithDefault("5s")
    Duration discovery();
  }
}
