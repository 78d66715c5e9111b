package io.nexushive.audit.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * One event of a request's history. Of a trace record, which holds several, each is one; standing,
 * digest and place in the chain are those of the record.
 *
 * @param at when its writer says it happened, or when the broker took it
 * @param type the event's name, for example {@code query.approved}; {@code dead-letter} for one
 * @param source who says so, as the record claims
 * @param standing first, duplicate or conflict: how it stands to earlier records of its event id
 * @param actor who decided, withdrew or judged, where it was a person
 * @param reason his words, where a steward decided
 * @param payload without rows and secrets; only when asked for
 * @param chain topic and partition
 * @param seq its number in the chain
 * @param hash its hash in the chain, lower-case hex
 */
@RegisterForReflection
public record HistoryEvent(
    Instant at,
    String type,
    String source,
    String eventId,
    String standing,
    String kind,
    String stage,
    String status,
    Long durationMs,
    Long attempt,
    String decision,
    String errorCode,
    String outcome,
    String actor,
    String reason,
    JsonNode payload,
    String payloadSha256,
    String chain,
    UUID chainId,
    long seq,
    long offset,
    String hash) {}
