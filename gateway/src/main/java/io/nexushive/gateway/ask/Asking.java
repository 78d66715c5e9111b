package io.nexushive.gateway.ask;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.budget.Budgets;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.knowledge.VerifiedQueries;
import io.nexushive.gateway.model.Models;
import io.nexushive.gateway.policy.SchemaViews;
import io.nexushive.gateway.request.Outbox;
import io.nexushive.gateway.request.RequestStore;
import io.nexushive.gateway.request.RequestStore.Earlier;
import io.nexushive.gateway.request.VerifiedRequests;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.thread.EarlierTurns;
import io.nexushive.gateway.thread.ThreadRow;
import io.nexushive.gateway.thread.Threads;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.trace.TraceContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a question into a signed request that will not be lost. */
@Singleton
public class Asking {
  private static final int LONGEST_KEY = 200;
  private static final ProjectId DEFAULT_PROJECT = new ProjectId("default");

  private final RequestStore store;
  private final Outbox outbox;
  private final VerifiedRequests verified;
  private final ConnectionDirectory connections;
  private final VerifiedQueries knowledge;
  private final Threads threads;
  private final EarlierTurns earlier;
  private final Models models;
  private final Budgets budgets;
  private final SchemaViews views;
  private final Signer signer;
  private final Clock clock;
  private final GatewayConfig.Ask config;

  public Asking(
      RequestStore store,
      Outbox outbox,
      VerifiedRequests verified,
      ConnectionDirectory connections,
      VerifiedQueries knowledge,
      Threads threads,
      EarlierTurns earlier,
      Models models,
      Budgets budgets,
      SchemaViews views,
      Signer signer,
      Clock clock,
      GatewayConfig config) {
    this.store = store;
    this.outbox = outbox;
    this.verified = verified;
    this.connections = connections;
    this.knowledge = knowledge;
    this.threads = threads;
    this.earlier = earlier;
    this.models = models;
    this.budgets = budgets;
    this.views = views;
    this.signer = signer;
    this.clock = clock;
    this.config = config.ask();
  }

  /** A request that has been taken. */
  record Taken(RequestId id, String queryTag) {}

  /**
   * Keeps the question, then publishes it without waiting for the broker.
   *
   * @param idempotencyKey the same key of the same asker is the same request; absent: a new one
   */
  Taken ask(Question question, Asker asker, String idempotencyKey) {
    question.requireValid();
    Optional<ThreadRow> thread =
        Optional.ofNullable(question.threadId()).map(id -> threads.require(id, asker.subject()));
    ConnectionId wanted =
        Optional.ofNullable(question.connectionId())
            .or(() -> thread.map(ThreadRow::connection))
            .orElseGet(() -> new ConnectionId(config.defaultConnection()));
    ConnectionChanged connection = connections.requireUsable(wanted, asker.subject());
    Request asked = request(question, asker, wanted, model(question, thread, asker));
    Request request =
        asked
            .choosing(chosen(question, wanted))
            .following(thread.map(t -> earlier.of(t, wanted)).orElse(List.of()))
            .within(budgets.spent(asker))
            .seeing(views.of(asker, asked.projectId()))
            .signedBy(signer);
    verified.signedHere(request);
    byte[] event = Json.bytes(AgentState.asked(request));
    Map<String, String> traceContext = TraceContext.current();
    String key = checkedKey(idempotencyKey);
    String fingerprint = question.fingerprint();
    Optional<Earlier> before = store.ask(request, event, traceContext, key, fingerprint);
    if (before.isPresent()) {
      if (!before.get().fingerprint().equals(fingerprint)) {
        throw new NexusException(
            ErrorCode.CONFLICT, "This Idempotency-Key was used for another question.");
      }
      RequestId id = before.get().id();
      return new Taken(id, QueryTag.preview(id, connection.kind(), asker));
    }
    thread.ifPresent(t -> threads.asked(t, question.question()));
    outbox.publish(request.requestId(), event, traceContext);
    return new Taken(
        request.requestId(), QueryTag.preview(request.requestId(), connection.kind(), asker));
  }

  private Request request(Question question, Asker asker, ConnectionId connection, String model) {
    Instant now = clock.instant();
    return new Request(
        new RequestId(Uuids.v7()),
        CurrentCaller.TENANT,
        question.threadId(),
        question.projectId() == null ? DEFAULT_PROJECT : question.projectId(),
        question.question(),
        asker,
        connection,
        model,
        Boolean.TRUE.equals(question.confirmPlan()),
        config.retryBudget(),
        now,
        now.plus(config.deadline()),
        null);
  }

  /** Only what is in use for the connection can be chosen; the translator takes it from there. */
  private QueryChoice chosen(Question question, ConnectionId connection) {
    QueryChoice choice = question.choice();
    if (choice != null && !knowledge.isInUse(choice.id(), connection)) {
      throw new NexusException(
          ErrorCode.NOT_FOUND, "There is no such verified query for this connection, or no more.");
    }
    return choice;
  }

  /**
   * What a thread was given is taken as it is: where that model has gone since, the translator says
   * so and asks the next.
   */
  private String model(Question question, Optional<ThreadRow> thread, Asker asker) {
    if (question.model() != null) {
      return models.require(
          question.model(),
          new Caller(asker.subject(), CurrentCaller.TENANT, asker.roles(), asker.attributes()));
    }
    return thread.map(ThreadRow::model).orElse(Models.AUTO);
  }

  private static String checkedKey(String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "An Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
    }
    return key;
  }
}
