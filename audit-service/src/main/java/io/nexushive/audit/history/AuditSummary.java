package io.nexushive.audit.history;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;

/**
 * Sums over a time.
 *
 * @param since from when on, to five minutes
 * @param asked questions whose asker is proved
 * @param unproved questions whose asker is not
 * @param waiting requests that wait for a steward now
 * @param byStatus how requests ended, each counted once
 * @param byDecision policy's verdicts; one that a steward approved has had two
 * @param bySource what wrote the SQL that ran or was answered
 * @param byErrorCode why requests failed
 * @param fallbacks answers that something else than the language model asked for wrote
 * @param retries candidates that were sent back
 * @param deadLetters records that a service put aside
 * @param duplicates records that repeat another one
 * @param conflicts records that contradict another one of the same id
 * @param durationP50Ms median time from question to end; absent without one
 * @param durationP95Ms
 */
@RegisterForReflection
public record AuditSummary(
    Instant since,
    long records,
    long asked,
    long unproved,
    long waiting,
    Map<String, Long> byStatus,
    Map<String, Long> byDecision,
    Map<String, Long> bySource,
    Map<String, Long> byErrorCode,
    long fallbacks,
    long retries,
    long deadLetters,
    long duplicates,
    long conflicts,
    Long durationP50Ms,
    Long durationP95Ms) {
  public AuditSummary {
    byStatus = Map.copyOf(byStatus);
    byDecision = Map.copyOf(byDecision);
    bySource = Map.copyOf(bySource);
    byErrorCode = Map.copyOf(byErrorCode);
  }
}
