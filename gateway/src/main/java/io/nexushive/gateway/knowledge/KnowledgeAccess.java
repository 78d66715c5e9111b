package io.nexushive.gateway.knowledge;

import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.UUID;

/**
 * Who may see and decide on what was learned: whoever may use the connection sees what is approved
 * and what he proposed himself, stewards see all of it. To everybody else there is no such entry.
 */
@RequestScoped
public class KnowledgeAccess {
  private final KnowledgeStore store;
  private final ConnectionDirectory connections;
  private final CurrentCaller caller;

  public KnowledgeAccess(
      KnowledgeStore store, ConnectionDirectory connections, CurrentCaller caller) {
    this.store = store;
    this.connections = connections;
    this.caller = caller;
  }

  /** The connections whose entries the caller may see. */
  List<String> connections() {
    return connections.usableBy(caller.subject()).stream()
        .map(ConnectionChanged::connectionId)
        .map(Object::toString)
        .toList();
  }

  /** Whether the caller sees what others proposed before it is approved. */
  boolean seesAll() {
    return caller.has(Role.STEWARD);
  }

  KnowledgeRow readable(String id) {
    KnowledgeRow row = store.find(parse(id)).orElseThrow(KnowledgeAccess::unknown);
    boolean usable =
        connections.usableBy(caller.subject()).stream()
            .anyMatch(c -> c.connectionId().equals(row.connectionId()));
    if (!usable || !(seesAll() || row.state() == KnowledgeState.APPROVED || isProposer(row))) {
      throw unknown();
    }
    return row;
  }

  /**
   * The entry, if the caller may approve or reject it; whether that is still possible is not looked
   * at.
   */
  KnowledgeRow decidable(String id) {
    KnowledgeRow row = readable(id);
    if (isProposer(row)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "You proposed this yourself, so another steward has to decide.");
    }
    return row;
  }

  boolean mayDecide(KnowledgeRow row) {
    return row.state() == KnowledgeState.CANDIDATE && seesAll() && !isProposer(row);
  }

  private boolean isProposer(KnowledgeRow row) {
    return row.proposer().subject().equals(caller.subject());
  }

  static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static NexusException unknown() {
    return new NexusException(ErrorCode.NOT_FOUND, "There is no such query.");
  }
}
