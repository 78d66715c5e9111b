package io.nexushive.policy.preview;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A text to decide on.
 *
 * @param projectId whose policy holds; absent for the default one
 * @param dialect how the text is read; absent for the connection's own
 * @param role one that the caller has, or any for stewards and admins; absent for all his own
 */
@RegisterForReflection
public record CheckQuestion(
    String sql, ConnectionId connectionId, ProjectId projectId, String dialect, String role) {}
