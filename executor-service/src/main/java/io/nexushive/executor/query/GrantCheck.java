package io.nexushive.executor.query;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Finds out what, if anything, a request is permitted to run. */
@Singleton
public class GrantCheck {
  private final TrustStore trust;

  public GrantCheck(TrustStore trust) {
    this.trust = trust;
  }

  /**
   * What may run.
   *
   * @param sql the text that the grant's signature covers
   * @param proposed the text that policy made it from; {@code null} where it is not known
   * @param obligations those of the grant: the verdict's are not signed
   */
  public record Permitted(String sql, String proposed, Obligations obligations) {}

  /**
   * Reads the permission that {@code state} carries.
   *
   * @throws UntrustedException when there is none for exactly this request, text and time
   */
  public Permitted check(AgentState state, Instant now) {
    Verdict verdict = state.verdict();
    Grant grant = state.grant();
    if (verdict == null || grant == null) {
      throw new UntrustedException("there is no grant");
    }
    String sql = verdict.fold(Verdict.Allowed::sql, Verdict.ReviewRequired::sql, denied -> null);
    if (sql == null) {
      throw new UntrustedException("the verdict permits nothing");
    }
    grant.verify(state.request(), sql, trust, now);
    String proposed = state.candidate() == null ? null : state.candidate().sql();
    return new Permitted(sql, proposed, grant.obligations());
  }
}
