package io.nexushive.model.signature;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a signature is for. The purpose is part of the signed bytes, so that a signature given for
 * one thing is worth nothing for another, and a trusted key is trusted for its listed purposes
 * only.
 */
public enum Purpose {
  /** Who asks what, on which connection, until when. */
  REQUEST,
  /** Permission to run exactly one SQL text. */
  GRANT,
  /** What a steward may decide on. */
  REVIEW_TICKET,
  /** What a steward decided. */
  REVIEW_DECISION,
  /** A connection as its owner configured it. */
  CONNECTION,
  /** A semantic model as its steward left it. */
  SEMANTIC_MODEL,
  /** A policy document. */
  POLICY,
  /** Tables as the executor read them from a warehouse. */
  CATALOG,
  /** Verified queries. */
  KNOWLEDGE,
  /** Short-lived tokens for calls between services. */
  TOKEN,
  /** The heads of the audit chains at one moment. */
  AUDIT_ROOT,
  /** Another public key of the same holder; every trusted key is good for it. */
  KEY;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
