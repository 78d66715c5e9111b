package io.nexushive.gateway.account;

import java.util.Set;

/** The role names, as tokens and annotations spell them. */
public final class Role {
  /** Asks over certified metrics and verified queries. */
  public static final String VIEWER = "viewer";

  /** Asks anything within policy. */
  public static final String ANALYST = "analyst";

  /** Also approves, and manages what answers rest on. */
  public static final String STEWARD = "steward";

  /** Reads what happened; asks nothing. */
  public static final String AUDITOR = "auditor";

  /** Manages users and connections. */
  public static final String ADMIN = "admin";

  /** All of them. */
  public static final Set<String> ALL = Set.of(VIEWER, ANALYST, STEWARD, AUDITOR, ADMIN);

  private Role() {}
}
