package io.nexushive.model.envelope;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.ThreadId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A question, who asks it, and within which bounds. Written by the gateway, or by a registered
 * program for itself; believed only as far as its signature reaches.
 *
 * @param question 1 to 2,000 characters of plain language; data, never instructions
 * @param threadId the conversation it belongs to, if any
 * @param projectId whose instructions and policy apply, if any
 * @param model the translator that was chosen: {@code auto}, {@code semantic-parser} or the name of
 *     a language model
 * @param deadline after which no stage works on it any more; millisecond precision
 * @param retryBudget how many corrected candidates may follow the first one, 0 to 3
 * @param confirmPlan whether the asker wants to see the plan before SQL is written
 * @param choice the verified query that the asker chose himself, if any
 * @param earlier what was asked before in the thread and may be gone on from, oldest first, at most
 *     3
 * @param replies what the asker said when he was asked back, oldest first, at most 8
 * @param spentBudget present where no language model may be asked, because the asker's budget is
 *     used up
 * @param schemaView what a language model may be shown for this asker; absent where that is not
 *     known
 */
public record Request(
    RequestId requestId,
    TenantId tenantId,
    ThreadId threadId,
    ProjectId projectId,
    String question,
    Asker asker,
    ConnectionId connectionId,
    String model,
    boolean confirmPlan,
    QueryChoice choice,
    int retryBudget,
    Instant askedAt,
    Instant deadline,
    List<EarlierTurn> earlier,
    List<Reply> replies,
    SpentBudget spentBudget,
    SchemaView schemaView,
    Signature signature) {

  public static final int MAX_QUESTION_LENGTH = 2_000;
  public static final int MAX_RETRY_BUDGET = 3;
  public static final int MAX_REPLIES = 8;
  public static final int MAX_EARLIER = 3;

  public Request {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(asker, "asker");
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(question, "question");
    if (question.isBlank() || question.length() > MAX_QUESTION_LENGTH) {
      throw new IllegalArgumentException(
          "a question has 1 to " + MAX_QUESTION_LENGTH + " characters");
    }
    if (retryBudget < 0 || retryBudget > MAX_RETRY_BUDGET) {
      throw new IllegalArgumentException("a retry budget is 0 to " + MAX_RETRY_BUDGET);
    }
    askedAt = askedAt.truncatedTo(ChronoUnit.MILLIS);
    deadline = deadline.truncatedTo(ChronoUnit.MILLIS);
    earlier = Lists.copy(earlier);
    if (earlier.size() > MAX_EARLIER) {
      throw new IllegalArgumentException("a request has at most " + MAX_EARLIER + " earlier turns");
    }
    replies = Lists.copy(replies);
    if (replies.size() > MAX_REPLIES) {
      throw new IllegalArgumentException("a request has at most " + MAX_REPLIES + " replies");
    }
  }

  /** A request as it is asked, before anybody asked back. */
  public Request(
      RequestId requestId,
      TenantId tenantId,
      ThreadId threadId,
      ProjectId projectId,
      String question,
      Asker asker,
      ConnectionId connectionId,
      String model,
      boolean confirmPlan,
      int retryBudget,
      Instant askedAt,
      Instant deadline,
      Signature signature) {
    this(
        requestId,
        tenantId,
        threadId,
        projectId,
        question,
        asker,
        connectionId,
        model,
        confirmPlan,
        null,
        retryBudget,
        askedAt,
        deadline,
        List.of(),
        List.of(),
        null,
        null,
        signature);
  }

  /** The same for a verified query that the asker chose; still to be signed. */
  public Request choosing(QueryChoice chosen) {
    return with(asker, chosen, deadline, earlier, replies, spentBudget, schemaView, null);
  }

  /** The same as part of its thread, of which these are the last turns; still to be signed. */
  public Request following(List<EarlierTurn> turns) {
    return with(asker, choice, deadline, turns, replies, spentBudget, schemaView, null);
  }

  /**
   * The same with what is known of its asker's budget now; still to be signed.
   *
   * @param spent absent where language models may be asked
   */
  public Request within(Optional<SpentBudget> spent) {
    return with(asker, choice, deadline, earlier, replies, spent.orElse(null), schemaView, null);
  }

  /**
   * The same with what its asker may see now; still to be signed.
   *
   * @param view absent where it is not known
   */
  public Request seeing(Optional<SchemaView> view) {
    return with(asker, choice, deadline, earlier, replies, spentBudget, view.orElse(null), null);
  }

  /** The same request, signed over every other field. */
  public Request signedBy(Signer signer) {
    return with(
        asker, choice, deadline, earlier, replies, spentBudget, schemaView, signer.sign(content()));
  }

  /**
   * Checks who asks: the signature fits, its key is trusted for requests, and a registered program
   * speaks for itself only, within its roles and without attributes or a view of its own.
   *
   * @throws UntrustedException when any of this does not hold
   */
  public void verify(TrustStore trust, Instant now) {
    TrustedKey key = trust.verify(Purpose.REQUEST, content(), signature, now);
    TrustedKey.Client client = key.client();
    if (client != null
        && !(client.subject().equals(asker.subject())
            && client.tenant().equals(tenantId)
            && client.roles().containsAll(asker.roles())
            && asker.attributes().isEmpty()
            && schemaView == null)) {
      throw new UntrustedException("the key " + key.kid() + " may not ask under this identity");
    }
  }

  /**
   * The asker as rights are decided for: a registered program has the attributes that it was
   * registered with. Who asks has been checked by {@link #verify} before.
   *
   * @throws UntrustedException when the key that signed is not known any more
   */
  public Asker believedAsker(TrustStore trust) {
    TrustedKey.Client client = signature == null ? null : trust.known(signature.kid()).client();
    return client == null
        ? asker
        : new Asker(asker.subject(), asker.roles(), new TreeMap<>(client.attributes()));
  }

  /**
   * The same request with another deadline, signed anew: time that it spent waiting for a person is
   * not its own.
   *
   * @param believed the asker as {@link #believedAsker} says; who signs answers for it
   */
  public Request withDeadline(Instant newDeadline, Asker believed, Signer signer) {
    return with(believed, choice, newDeadline, earlier, replies, spentBudget, schemaView, null)
        .signedBy(signer);
  }

  /**
   * The same request with what its asker replied, and time to go on, signed anew.
   *
   * @param now the asker as he is signed in when he replies: what he may do can have changed
   */
  public Request replied(Reply reply, Asker now, Instant newDeadline, Signer signer) {
    if (!now.subject().equals(asker.subject())) {
      throw new IllegalArgumentException("only the asker replies");
    }
    List<Reply> all = new ArrayList<>(replies);
    all.add(reply);
    return with(now, choice, newDeadline, earlier, all, spentBudget, schemaView, null)
        .signedBy(signer);
  }

  /** The same without what makes it worth anything to others, and what he may not see. */
  public Request unsigned() {
    return with(asker, choice, deadline, earlier, replies, spentBudget, null, null);
  }

  private Request with(
      Asker who,
      QueryChoice chosen,
      Instant newDeadline,
      List<EarlierTurn> turns,
      List<Reply> said,
      SpentBudget spent,
      SchemaView view,
      Signature made) {
    return new Request(
        requestId,
        tenantId,
        threadId,
        projectId,
        question,
        who,
        connectionId,
        model,
        confirmPlan,
        chosen,
        retryBudget,
        askedAt,
        newDeadline,
        turns,
        said,
        spent,
        view,
        made);
  }

  private SignedContent content() {
    SignedContent content =
        SignedContent.of(Purpose.REQUEST)
            .field("request_id", requestId)
            .field("tenant_id", tenantId)
            .field("thread_id", threadId)
            .field("project_id", projectId)
            .text("question", question)
            .text("subject", asker.subject())
            .list("roles", asker.roles());
    // Attributes came later: requests without any are signed as before.
    asker
        .attributes()
        .forEach((name, values) -> content.text("attribute", name).list("values", values));
    // So did replies.
    replies.forEach(
        reply ->
            content
                .text("reply_to", reply.asked())
                .field("reply_action", reply.action().wire())
                .text("reply", reply.text()));
    // And choices.
    if (choice != null) {
      content.text("verified_query", choice.id());
      choice
          .parameters()
          .forEach((name, value) -> content.text("parameter", name).text("value", value));
    }
    // And threads.
    earlier.forEach(
        turn -> content.text("earlier_question", turn.question()).text("earlier_sql", turn.sql()));
    // And budgets.
    if (spentBudget != null) {
      content.field("spent_budget", spentBudget.tokens()).time("spent_until", spentBudget.until());
    }
    // And views.
    if (schemaView != null) {
      content.field("schema_view", SignedContent.sha256(Json.bytes(schemaView)));
    }
    return content
        .field("connection_id", connectionId)
        .text("model", model)
        .field("confirm_plan", confirmPlan)
        .field("retry_budget", retryBudget)
        .time("asked_at", askedAt)
        .time("deadline", deadline);
  }
}
