package io.nexushive.gateway.request;

import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.RequestId;
import jakarta.enterprise.context.RequestScoped;

/** Who may see and end which request. To everybody else there is no such request. */
@RequestScoped
public class RequestAccess {
  private final RequestStore store;
  private final CurrentCaller caller;

  public RequestAccess(RequestStore store, CurrentCaller caller) {
    this.store = store;
    this.caller = caller;
  }

  /** The request, if the caller may see it at all. */
  public RequestRow readable(String id) {
    RequestRow row = store.find(parse(id)).orElseThrow(RequestAccess::unknown);
    if (!isAsker(row) && !caller.mayReadOthers()) {
      throw unknown();
    }
    return row;
  }

  /** The request, if the caller may withdraw it. */
  RequestRow cancellable(String id) {
    RequestRow row = readable(id);
    if (!isAsker(row) && !caller.has(Role.ADMIN)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "Only the asker and administrators withdraw a request.");
    }
    return row;
  }

  /** The request, if the caller may reply where it asks back. */
  public RequestRow answerable(String id) {
    RequestRow row = readable(id);
    if (!isAsker(row)) {
      throw new NexusException(ErrorCode.FORBIDDEN, "Only the asker replies to what he is asked.");
    }
    return row;
  }

  /** Whether the caller asked it, and so sees its rows. */
  public boolean isAsker(RequestRow row) {
    return row.asker().equals(caller.subject());
  }

  private static RequestId parse(String id) {
    try {
      return RequestId.of(id);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw unknown();
    }
  }

  private static NexusException unknown() {
    return new NexusException(ErrorCode.NOT_FOUND, "There is no such request.");
  }
}
