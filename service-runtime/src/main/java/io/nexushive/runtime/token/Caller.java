package io.nexushive.runtime.token;

import io.nexushive.model.id.TenantId;
import java.util.Set;

/**
 * For whom a call between services is made.
 *
 * @param subject the stable id of the person
 * @param roles as the gateway read them from the verified token
 */
public record Caller(String subject, TenantId tenant, Set<String> roles) {
  public Caller {
    roles = Set.copyOf(roles);
  }
}
