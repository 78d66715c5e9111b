package io.nexushive.model.envelope;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * Policy's signed permission to run exactly one text on one connection for one request until a
 * time.
 *
 * @param id of the one event that hands it over. Whoever sends it again has to say the same event
 *     again, which every reader knows for a double. Absent in records from before there were ids,
 *     which nothing runs by any more
 * @param sqlSha256 SHA-256 of the UTF-8 text to run, lower-case hex
 */
public record Grant(
    UUID id,
    RequestId requestId,
    ConnectionId connectionId,
    String sqlSha256,
    Obligations obligations,
    Instant expiresAt,
    Signature signature) {

  public Grant {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(sqlSha256, "sqlSha256");
    Objects.requireNonNull(obligations, "obligations");
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Permits {@code sql} for {@code request} under {@code obligations} until {@code expiresAt}. */
  public static Grant issue(
      UUID id,
      Request request,
      String sql,
      Obligations obligations,
      Instant expiresAt,
      Signer signer) {
    Grant unsigned =
        new Grant(
            id,
            request.requestId(),
            request.connectionId(),
            SignedContent.sha256(sql),
            obligations,
            expiresAt,
            null);
    return new Grant(
        id,
        unsigned.requestId,
        unsigned.connectionId,
        unsigned.sqlSha256,
        obligations,
        unsigned.expiresAt,
        signer.sign(unsigned.content()));
  }

  /**
   * Checks that the event {@code eventId} is the one that hands this over.
   *
   * @throws UntrustedException when it is another one
   */
  public void requireHandedOverBy(String eventId) {
    if (id == null || !id.toString().equals(eventId)) {
      throw new UntrustedException("the grant comes under another event's id");
    }
  }

  /**
   * Checks that this permits running {@code sql} for {@code request} at {@code now}.
   *
   * @throws UntrustedException when it does not, for whatever reason
   */
  public void verify(Request request, String sql, TrustStore trust, Instant now) {
    trust.verify(Purpose.GRANT, content(), signature, now);
    if (!requestId.equals(request.requestId()) || !connectionId.equals(request.connectionId())) {
      throw new UntrustedException("the grant is for another request or connection");
    }
    if (!sqlSha256.equals(SignedContent.sha256(sql))) {
      throw new UntrustedException("the grant is for another text");
    }
    if (!now.isBefore(expiresAt)) {
      throw new UntrustedException("the grant has expired");
    }
  }

  private SignedContent content() {
    SignedContent content = SignedContent.of(Purpose.GRANT);
    // Ids came later: a grant without one is signed as before.
    if (id != null) {
      content.field("id", id);
    }
    content
        .field("request_id", requestId)
        .field("connection_id", connectionId)
        .text("sql_sha256", sqlSha256);
    return obligations.addTo(content).time("expires_at", expiresAt);
  }
}
