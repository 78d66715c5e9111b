package io.nexushive.gateway.testing;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Lineage;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.signature.Signer;
import io.nexushive.runtime.testing.Stack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Requests as policy leaves them when a steward has to agree. */
public final class Waiting {
  public static final String ASKED = "SELECT name FROM sales";
  public static final String TO_RUN = "SELECT name FROM sales LIMIT 1000";

  private Waiting() {}

  /** The envelope of a request that waits until {@code end}. */
  public static AgentState until(Stack stack, Request request, Instant end) {
    return until(request, end, stack.keys().signer(ServiceName.POLICY));
  }

  /** As above, with a ticket by whoever {@code signer} is. */
  public static AgentState until(Request request, Instant end, Signer signer) {
    Candidate candidate =
        new Candidate(ASKED, Dialect.SQLITE, "Lists names.", SqlSource.SEMANTIC_PARSER, null, 1);
    Verdict.ReviewRequired review =
        new Verdict.ReviewRequired(
            TO_RUN,
            new Obligations(1_000, 30_000, List.of(), List.of(), "tag"),
            new PolicyBasis("policy-1", "catalog-1"),
            List.of(new Reason("row-level", "The result holds rows.", "sales", null)),
            List.of(new Lineage("sales", List.of("name"), List.of())));
    return AgentState.asked(request)
        .translated(null, candidate)
        .waiting(
            review, ReviewTicket.issue(UUID.randomUUID(), request, candidate, review, end, signer));
  }
}
