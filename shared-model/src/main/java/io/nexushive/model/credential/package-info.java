/**
 * Secrets of connections, sealed by whoever saves them so that the executor alone opens them (HPKE,
 * RFC 9180: DHKEM of X25519, HKDF-SHA256, AES-256-GCM) and for the connection alone that they were
 * given for. Key sets are Google Tink's, in its JSON form; Tink is there only for who seals, opens
 * or makes keys.
 */
package io.nexushive.model.credential;
