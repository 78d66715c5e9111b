package io.nexushive.translator.stage;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Clarification;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.stage.Carried;
import io.nexushive.runtime.stage.StageContext;
import io.nexushive.runtime.stage.StageRunner;
import io.nexushive.translator.candidate.Proposal;
import io.nexushive.translator.candidate.Step;
import io.nexushive.translator.candidate.Steps;
import io.nexushive.translator.candidate.Translation;
import io.nexushive.translator.connection.Schemas;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.model.Prompts;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Turns questions into candidates, and rejected candidates into better ones. */
@ApplicationScoped
public class TranslateStage {
  private final StageRunner runner;
  private final Schemas schemas;
  private final Translation translation;
  private final Prompts prompts;

  public TranslateStage(
      StageRunner runner, Schemas schemas, Translation translation, Prompts prompts) {
    this.prompts = prompts;
    this.runner = runner;
    this.schemas = schemas;
    this.translation = translation;
  }

  @Incoming("question-asked")
  @Blocking(value = "stage", ordered = false)
  public void asked(ConsumerRecord<String, byte[]> record) {
    runner.run(EventType.QUESTION_ASKED, record, this::translate);
  }

  @Incoming("query-rejected")
  @Blocking(value = "stage", ordered = false)
  public void rejected(ConsumerRecord<String, byte[]> record) {
    runner.run(EventType.QUERY_REJECTED, record, this::correct);
  }

  @Incoming("reply-given")
  @Blocking(value = "stage", ordered = false)
  public void replied(ConsumerRecord<String, byte[]> record) {
    runner.run(
        EventType.REPLY_GIVEN,
        record,
        new Carried<>(ReplyGiven.class, ReplyGiven::state, (reply, event) -> reply.verify()),
        (reply, ctx) -> goOn(ctx));
  }

  private void goOn(StageContext ctx) {
    AgentState state = ctx.state();
    if (isConfirmed(state) && state.candidate() != null) {
      // What was confirmed is what runs, not what would be written today.
      ctx.show(TraceKind.SQL, Step.GENERATION.wire(), state.candidate());
      ctx.publish(EventType.QUERY_TRANSLATED, state.translated(state.plan(), state.candidate()));
      return;
    }
    translate(ctx);
  }

  private static boolean isConfirmed(AgentState state) {
    List<Reply> replies = state.request().replies();
    return !replies.isEmpty() && replies.get(replies.size() - 1).action() == Reply.Action.CONFIRM;
  }

  private void translate(StageContext ctx) {
    ConnectionSchema schema = schema(ctx);
    conclude(ctx, translation.first(ctx.state().request(), schema, steps(ctx)), 1, schema);
  }

  private void correct(StageContext ctx) {
    AgentState state = ctx.state();
    List<Failure> failures = state.failures();
    Failure last = failures.isEmpty() ? unexplained(state) : failures.get(failures.size() - 1);
    if (!last.repairable() || !state.mayRetry()) {
      giveUp(ctx, last, last.repairable());
      return;
    }
    ConnectionSchema schema = schema(ctx);
    // What stewards approved does not fit the tables any more: the others answer.
    boolean approved =
        state.candidate() != null
            && state.candidate().source() == SqlSource.VERIFIED_QUERY
            && state.request().choice() == null;
    Optional<Proposal> better =
        approved
            ? Optional.of(translation.written(state.request(), schema, steps(ctx)))
            : translation.another(state.request(), schema, failures, steps(ctx));
    if (better.isEmpty()) {
      steps(ctx).say(Step.SELF_CORRECTION, "failed", "Nobody here can put it better.", null);
      giveUp(ctx, last, false);
      return;
    }
    steps(ctx).completed(Step.SELF_CORRECTION, "A new candidate answers: " + last.message());
    conclude(ctx, better.get(), state.attempt() + 1, schema);
  }

  private static void giveUp(StageContext ctx, Failure last, boolean budgetUsedUp) {
    Outcome outcome = last.stage() == ServiceName.POLICY ? Outcome.DENIED : Outcome.FAILED;
    ErrorCode code = budgetUsedUp ? ErrorCode.RETRIES_EXHAUSTED : last.code();
    ctx.fail(ctx.state(), failure(ctx.state(), code, last.message()), outcome);
  }

  private static Failure unexplained(AgentState state) {
    return new Failure(
        ServiceName.TRANSLATOR,
        ErrorCode.SQL_REJECTED,
        "The query was rejected without a reason.",
        null,
        state.attempt(),
        false);
  }

  private void conclude(StageContext ctx, Proposal proposal, int attempt, ConnectionSchema schema) {
    io.nexushive.translator.parser.Outcome outcome = proposal.outcome();
    Plan plan = told(ctx.state().request(), schema, outcome.plan());
    AgentState planned = ctx.state().planned(plan);
    if (outcome instanceof io.nexushive.translator.parser.Outcome.Translated t) {
      Candidate candidate =
          new Candidate(
              t.sql(),
              schema.catalog().dialect(),
              t.explanation(),
              proposal.source(),
              proposal.model(),
              attempt,
              proposal.verified(),
              proposal.model() == null ? null : prompt(ctx));
      ctx.show(TraceKind.PLAN, Step.PLANNING.wire(), plan);
      AgentState translated = ctx.state().translated(plan, candidate);
      boolean wanted =
          ctx.state().request().confirmPlan() && !isConfirmed(ctx.state()) && attempt == 1;
      if (wanted || proposal.doubtful() && mayAsk(ctx.state())) {
        ctx.done(Outcome.PENDING_REPLY);
        ctx.publish(EventType.PLAN_PROPOSED, translated);
        return;
      }
      ctx.show(TraceKind.SQL, Step.GENERATION.wire(), candidate);
      ctx.publish(EventType.QUERY_TRANSLATED, translated);
    } else if (outcome instanceof io.nexushive.translator.parser.Outcome.SchemaAnswer s) {
      Answer answer = new Answer(s.text(), plan.confidence(), proposal.source(), List.of(), null);
      ctx.show(TraceKind.ANSWER, "answer", answer);
      ctx.done(Outcome.ANSWERED);
      ctx.publish(EventType.QUESTION_ANSWERED, planned.answered(answer));
    } else if (outcome instanceof io.nexushive.translator.parser.Outcome.Ambiguous a) {
      askBack(ctx, new Clarification(a.question(), a.choices()), planned);
    } else if (outcome instanceof io.nexushive.translator.parser.Outcome.WriteRefused w) {
      ctx.fail(planned, failure(planned, ErrorCode.WRITE_REFUSED, w.reason()), Outcome.DENIED);
    } else {
      String reason = ((io.nexushive.translator.parser.Outcome.Unanswerable) outcome).reason();
      ctx.fail(planned, failure(planned, ErrorCode.UNANSWERABLE, reason), Outcome.UNANSWERED);
    }
  }

  private String prompt(StageContext ctx) {
    return prompts.of(ctx.state().request().connectionId()).version();
  }

  private static boolean mayAsk(AgentState state) {
    return state.request().replies().size() < Request.MAX_REPLIES;
  }

  /** The plan with the whole question, where it is not the one that was asked. */
  private Plan told(Request request, ConnectionSchema schema, Plan plan) {
    String understood = translation.understood(request, schema);
    return understood.equals(request.question()) || request.choice() != null
        ? plan
        : plan.understoodAs(understood);
  }

  private static void askBack(StageContext ctx, Clarification back, AgentState planned) {
    if (!mayAsk(planned)) {
      String words = "This went back and forth without becoming clear. " + back.question();
      ctx.fail(planned, failure(planned, ErrorCode.UNANSWERABLE, words), Outcome.UNANSWERED);
      return;
    }
    ctx.show(
        TraceKind.CLARIFICATION, Step.CLARIFICATION.wire(), TracePayload.Clarification.of(back));
    ctx.done(Outcome.PENDING_REPLY);
    ctx.publish(EventType.CLARIFICATION_REQUESTED, planned.askedBack(planned.plan(), back));
  }

  private ConnectionSchema schema(StageContext ctx) {
    return schemas
        .schema(ctx.state().request().connectionId())
        .orElseThrow(
            () ->
                new NexusException(
                    ErrorCode.UNAVAILABLE,
                    "The catalogue of this connection is not here yet. Please ask again in a moment."));
  }

  private static Steps steps(StageContext ctx) {
    return new Steps() {
      @Override
      public void say(Step step, String status, String detail, Duration took) {
        ctx.trace(step.wire(), status, detail, took);
      }

      @Override
      public void wrote(String text) {
        ctx.show(TraceKind.TOKEN, Step.GENERATION.wire(), new TracePayload.Token(text));
      }

      @Override
      public void used(TracePayload.Usage usage) {
        ctx.show(TraceKind.USAGE, Step.GENERATION.wire(), usage);
      }
    };
  }

  private static Failure failure(AgentState state, ErrorCode code, String message) {
    return new Failure(
        ServiceName.TRANSLATOR,
        code,
        message,
        state.candidate() == null ? null : state.candidate().sql(),
        state.attempt(),
        false);
  }
}
