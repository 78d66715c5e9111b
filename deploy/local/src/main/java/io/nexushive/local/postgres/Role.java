package io.nexushive.local.postgres;

import java.util.Locale;

/** The roles under which services connect. */
public enum Role {
  /** Owns what the gateway keeps. */
  NEXUS_GATEWAY("gateway", true),
  /** Owns the audit trail's tables; used for migrations only. */
  NEXUS_AUDIT_OWNER("audit", true),
  /** Writes and reads the audit trail; its migration grants what it may, which is no change. */
  NEXUS_AUDIT("audit", false);

  private final String schema;
  private final boolean owner;

  Role(String schema, boolean owner) {
    this.schema = schema;
    this.owner = owner;
  }

  public String schema() {
    return schema;
  }

  boolean owner() {
    return owner;
  }

  public String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
