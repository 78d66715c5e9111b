package io.nexushive.executor.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.executor.Metrics;
import io.nexushive.executor.catalog.CatalogView;
import io.nexushive.executor.connection.Connections;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.query.GrantCheck.Permitted;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.stage.Carried;
import io.nexushive.runtime.stage.StageContext;
import io.nexushive.runtime.stage.StageRunner;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Approved in, executed out; without a valid grant nothing runs. */
@ApplicationScoped
public class ExecuteStage {
  private static final Logger LOG = Logger.getLogger(ExecuteStage.class);
  private static final String GRANT = "grant";
  private static final String EXECUTE = "execute";
  private static final String CHECKS = "result-checks";

  private final StageRunner stages;
  private final GrantCheck grants;
  private final Connections connections;
  private final CatalogView catalogs;
  private final QueryRunner queries;
  private final MeterRegistry meters;

  public ExecuteStage(
      StageRunner stages,
      GrantCheck grants,
      Connections connections,
      CatalogView catalogs,
      QueryRunner queries,
      MeterRegistry meters) {
    this.stages = stages;
    this.grants = grants;
    this.connections = connections;
    this.catalogs = catalogs;
    this.queries = queries;
    this.meters = meters;
  }

  @Incoming("query-approved")
  @Blocking(value = "stage", ordered = false)
  public void approved(ConsumerRecord<String, byte[]> record) {
    stages.run(
        EventType.QUERY_APPROVED,
        record,
        new Carried<>(AgentState.class, state -> state, ExecuteStage::requireItsOwnEvent),
        (state, context) -> execute(context));
  }

  /**
   * A grant that is said again under another id would run again and be shown as a second answer; it
   * is put aside, and the request goes on.
   */
  private static void requireItsOwnEvent(AgentState state, CloudEvent event) {
    if (state.grant() != null) {
      state.grant().requireHandedOverBy(event.id());
    }
  }

  void execute(StageContext context) {
    Optional<Permitted> permitted = permitted(context);
    if (permitted.isEmpty()) {
      return;
    }
    Optional<OpenConnection> connection = connection(context.state().request());
    if (connection.isEmpty()) {
      fail(context, ErrorCode.NOT_FOUND, "There is no such connection.", Outcome.FAILED);
      return;
    }
    run(context, connection.get(), permitted.get());
  }

  private Optional<Permitted> permitted(StageContext context) {
    try {
      Permitted permitted = grants.check(context.state(), context.now());
      context.trace(GRANT, "completed", "The grant of the policy service is valid.");
      return Optional.of(permitted);
    } catch (UntrustedException e) {
      LOG.warnf(
          "refused to run without a valid grant requestId=%s reason=%s",
          context.state().request().requestId(), e.getMessage());
      meters.counter(Metrics.GRANTS_REFUSED).increment();
      context.trace(GRANT, "failed", "No valid grant: " + e.getMessage() + ".");
      fail(
          context,
          ErrorCode.GRANT_INVALID,
          "The query was not run: it carries no valid permission of the policy service.",
          Outcome.DENIED);
      return Optional.empty();
    }
  }

  /** The request's connection, where the asker is one of those that it is there for. */
  private Optional<OpenConnection> connection(Request request) {
    return connections
        .find(request.connectionId())
        .filter(c -> c.definition().tenantId().equals(request.tenantId()))
        .filter(
            c ->
                c.definition().owner() == null
                    || c.definition().owner().equals(request.asker().subject()));
  }

  private void run(StageContext context, OpenConnection connection, Permitted permitted) {
    AgentState state = context.state();
    context.trace(EXECUTE, "started", "Running the query on " + connection.id() + ".");
    try {
      QueryResult ran = queries.run(connection, state.request(), permitted);
      context.trace(EXECUTE, "completed", describe(ran), Duration.ofMillis(ran.elapsedMs()));
      QueryResult result = checked(context, ran);
      context.show(TraceKind.RESULT, "result", result);
      context.publish(EventType.QUERY_EXECUTED, state.executed(result));
    } catch (WarehouseException e) {
      failed(context, permitted, e);
    }
  }

  private QueryResult checked(StageContext context, QueryResult ran) {
    long start = System.nanoTime();
    QueryResult result = ran.checked(ResultChecks.of(ran, read(context.state())));
    String found =
        result.checks().isEmpty()
            ? "Nothing odd in the rows: there are some, all of them are here, no column is without a"
                + " value or of mixed types, and none looks as if a join had repeated it."
            : String.join(" ", result.checks());
    context.trace(CHECKS, "completed", found, Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  /** The tables that the plan names, as the catalogue knows them. */
  private List<CatalogTable> read(AgentState state) {
    Optional<Catalog> catalog = catalogs.catalog(state.request().connectionId());
    if (state.plan() == null || catalog.isEmpty()) {
      return List.of();
    }
    return state.plan().tables().stream()
        .flatMap(name -> catalog.get().table(name).stream())
        .distinct()
        .toList();
  }

  private void failed(StageContext context, Permitted permitted, WarehouseException e) {
    AgentState state = context.state();
    Problem problem = e.problem();
    LOG.debugf(e, "statement failed requestId=%s problem=%s", state.request().requestId(), problem);
    context.trace(EXECUTE, "failed", e.getMessage());
    if (problem == Problem.WITHDRAWN) {
      // Whoever withdrew the request has closed its stream.
      return;
    }
    Failure failure =
        new Failure(
            ServiceName.EXECUTOR,
            e.code(),
            e.getMessage(),
            permitted.sql(),
            state.attempt(),
            problem.repairable());
    if (problem.repairable() && state.mayRetry()) {
      context.reject(state.failed(failure));
    } else {
      context.fail(
          state, failure, problem == Problem.TIMED_OUT ? Outcome.TIMED_OUT : Outcome.FAILED);
    }
  }

  private static void fail(StageContext context, ErrorCode code, String message, Outcome outcome) {
    AgentState state = context.state();
    String sql = state.candidate() == null ? null : state.candidate().sql();
    context.fail(
        state,
        new Failure(ServiceName.EXECUTOR, code, message, sql, state.attempt(), false),
        outcome);
  }

  private static String describe(QueryResult result) {
    String rows = result.rowCount() == 1 ? "1 row" : result.rowCount() + " rows";
    return result.truncated() ? rows + ", and there are more." : rows + ".";
  }
}
