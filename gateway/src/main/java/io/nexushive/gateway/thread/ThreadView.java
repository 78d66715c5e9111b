package io.nexushive.gateway.thread;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.model.Models;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A conversation as its owner sees it.
 *
 * @param title its first question until it is renamed; absent before there is one
 * @param model what its questions are translated with unless they say otherwise
 * @param connectionId what its questions are asked of unless they say otherwise
 * @param updatedAt when something was last asked or changed
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThreadView(
    String threadId,
    String title,
    String model,
    String connectionId,
    Instant createdAt,
    Instant updatedAt) {

  static ThreadView of(ThreadRow row, String defaultConnection) {
    return new ThreadView(
        row.id().toString(),
        row.title(),
        row.model() == null ? Models.AUTO : row.model(),
        row.connection() == null ? defaultConnection : row.connection().value(),
        row.createdAt(),
        row.updatedAt());
  }
}
