package io.nexushive.audit.verify;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a verification found.
 *
 * @param intact whether everything is as it was written
 * @param chains how many chains were walked
 * @param records how many records were hashed again
 * @param roots how many signed roots were checked
 * @param anchors how many chain heads of roots were looked up in their chains
 * @param firstBreak the first broken link; absent when intact
 * @param breaks the first broken link of each chain and of the root log
 */
@RegisterForReflection
public record VerifyReport(
    boolean intact,
    long chains,
    long records,
    long roots,
    long anchors,
    Instant startedAt,
    long durationMs,
    Break firstBreak,
    List<Break> breaks) {
  public VerifyReport {
    breaks = List.copyOf(breaks);
  }

  /**
   * A link that does not hold.
   *
   * @param kind a word for programs, see {@link Kind}
   * @param chain topic and partition; absent where the root log is broken
   * @param seq the record's number in its chain, or the root's in its log
   * @param offset the record's offset; absent where there is no record
   * @param detail one line for readers
   */
  @RegisterForReflection
  public record Break(
      Kind kind, UUID chainId, String chain, Long seq, Long offset, String detail) {}

  /** In which way a link can be broken. */
  public enum Kind {
    /** The chain's own row is not the one that its first record was hashed with. */
    CHAIN_ALTERED,
    /** A record is not as it was hashed, or follows another one than it did. */
    RECORD_ALTERED,
    /** A number is missing between two records. */
    RECORD_MISSING,
    /** A signed root names a record that the chain no longer reaches. */
    TAIL_MISSING,
    /** A signed root names another hash for this record: the chain was written anew. */
    CHAIN_REPLACED,
    /** A signed root names a chain that is not there. */
    CHAIN_MISSING,
    /** A root's signature is not that of the audit service. */
    ROOT_FORGED,
    /** A root does not follow the one before. */
    ROOT_MISSING;

    @com.fasterxml.jackson.annotation.JsonValue
    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
