package io.nexushive.model.event;

import io.nexushive.model.id.RequestId;
import java.util.Objects;

/**
 * What an asker thought of an answer.
 *
 * @param helpful thumb up or down
 * @param correctedSql what he holds to be right, where he says so
 */
public record FeedbackGiven(
    RequestId requestId, String by, boolean helpful, String reason, String correctedSql) {
  public FeedbackGiven {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(by, "by");
  }
}
