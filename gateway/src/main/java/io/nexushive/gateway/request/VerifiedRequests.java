package io.nexushive.gateway.request;

import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests whose signature was made or checked here; each event of a request carries it again. */
@Singleton
public class VerifiedRequests {
  private static final int REMEMBERED = 5_000;

  private final TrustStore trust;
  private final Clock clock;
  private final Map<RequestId, Request> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RequestId, Request> eldest) {
          return size() > REMEMBERED;
        }
      };

  public VerifiedRequests(TrustStore trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /** Takes a request that was signed here. */
  public void signedHere(Request request) {
    remember(request);
  }

  /**
   * @throws UntrustedException when the signature does not prove who asks
   */
  void require(Request request) {
    synchronized (known) {
      if (request.equals(known.get(request.requestId()))) {
        return;
      }
    }
    request.verify(trust, clock.instant());
    remember(request);
  }

  private void remember(Request request) {
    synchronized (known) {
      known.put(request.requestId(), request);
    }
  }
}
