package io.nexushive.gateway.review;

import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/** Who may see and decide which review. To everybody else there is no such review. */
@RequestScoped
public class ReviewAccess {
  private final ReviewStore store;
  private final CurrentCaller caller;

  public ReviewAccess(ReviewStore store, CurrentCaller caller) {
    this.store = store;
    this.caller = caller;
  }

  /** Whether the caller decides on what others ask, and so sees what they ask. */
  boolean isDecider() {
    return ReviewTicket.DECIDERS.stream().anyMatch(caller::has);
  }

  /** The review, if the caller may see it. */
  ReviewRow readable(String id) {
    ReviewRow row = store.find(parse(id)).orElseThrow(ReviewAccess::unknown);
    if (!isAsker(row) && !isDecider()) {
      throw unknown();
    }
    return row;
  }

  /**
   * The review, if the caller may decide on it; whether that is still possible is not looked at.
   */
  ReviewRow decidable(String id) {
    ReviewRow row = readable(id);
    if (isAsker(row)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN,
          "You asked this question yourself, so somebody else has to decide on it.");
    }
    return row;
  }

  boolean mayDecide(ReviewRow row) {
    return row.status() == ReviewStatus.OPEN && isDecider() && !isAsker(row);
  }

  private boolean isAsker(ReviewRow row) {
    return row.asker().equals(caller.subject());
  }

  static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static NexusException unknown() {
    return new NexusException(ErrorCode.NOT_FOUND, "There is no such review.");
  }
}
