package io.nexushive.gateway.thread;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ThreadId;
import java.time.Instant;

/**
 * A conversation as the database has it.
 *
 * @param title absent before its first question, unless its owner gave one
 * @param model what its questions are translated with; absent: the usual choice
 * @param connection what its questions are asked of; absent: the usual connection
 * @param updatedAt when something was last asked or changed
 */
public record ThreadRow(
    ThreadId id,
    String owner,
    String title,
    String model,
    ConnectionId connection,
    Instant createdAt,
    Instant updatedAt) {}
