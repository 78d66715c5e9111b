package io.nexushive.audit.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What became of one request.
 *
 * @param verified whether a signature proves who asked
 * @param status answered, pending_review, denied, unanswered, failed, timed_out, cancelled, or
 *     running while no end is recorded
 * @param decision policy's last word: allow, review or deny; absent before it
 * @param reasons why, as policy gave them
 * @param sqlAsked what was proposed last
 * @param sqlRun what ran, as policy rewrote it; absent when nothing ran or was to run
 * @param source what wrote the SQL: verified_query, semantic_parser, language_model or catalog
 * @param fallback whether a language model was asked for and something else answered
 * @param attempts how many candidates there were
 * @param elapsedMs how long the warehouse took
 * @param durationMs from the question to its end
 * @param conflicts how many records claim the id of another one with other content
 */
@RegisterForReflection
public record RequestSummary(
    UUID requestId,
    Instant askedAt,
    Instant endedAt,
    String tenant,
    String asker,
    List<String> roles,
    boolean verified,
    String question,
    String connectionId,
    String modelAsked,
    String status,
    String decision,
    JsonNode reasons,
    String policyVersion,
    String catalogVersion,
    String sqlAsked,
    String sqlRun,
    String source,
    String model,
    boolean fallback,
    long attempts,
    String statementId,
    Long rowCount,
    Boolean truncated,
    Long elapsedMs,
    Long durationMs,
    String errorCode,
    boolean archived,
    long conflicts) {
  public RequestSummary {
    roles = List.copyOf(roles);
  }
}
