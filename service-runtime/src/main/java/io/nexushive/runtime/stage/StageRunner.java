package io.nexushive.runtime.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.config.ServiceConfig;
import io.nexushive.runtime.fault.FaultPoint;
import io.nexushive.runtime.fault.Faults;
import io.nexushive.runtime.topic.EventPublisher;
import io.nexushive.runtime.topic.Headers;
import io.nexushive.runtime.trace.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Runs a stage's work on one record and returns when everything that follows from it is durable, so
 * that the offset may be committed. Bad input never throws: it is put aside or ends its request.
 */
@Singleton
public class StageRunner {
  private static final Logger LOG = Logger.getLogger(StageRunner.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ServiceName service;
  private final EventPublisher publisher;
  private final DeadLetters deadLetters;
  private final Cancellations cancellations;
  private final TraceFlusher flusher;
  private final TrustStore trust;
  private final Faults faults;
  private final Tracer tracer;
  private final MeterRegistry registry;
  private final Clock clock;
  private final SeenEvents seen;
  private final Duration acknowledgement;

  public StageRunner(
      ServiceName service,
      EventPublisher publisher,
      DeadLetters deadLetters,
      Cancellations cancellations,
      TraceFlusher flusher,
      TrustStore trust,
      Faults faults,
      Tracer tracer,
      MeterRegistry registry,
      Clock clock,
      ServiceConfig config) {
    this.service = service;
    this.publisher = publisher;
    this.deadLetters = deadLetters;
    this.cancellations = cancellations;
    this.flusher = flusher;
    this.trust = trust;
    this.faults = faults;
    this.tracer = tracer;
    this.registry = registry;
    this.clock = clock;
    this.seen = new SeenEvents(config.stage().rememberedEvents());
    this.acknowledgement = config.stage().acknowledgement();
  }

  /**
   * Handles one record.
   *
   * @param type what the record's topic carries
   * @param work the stage; what it throws ends the request with a clear error
   */
  public void run(
      EventType type, ConsumerRecord<String, byte[]> record, Consumer<StageContext> work) {
    run(type, record, Carried.ENVELOPE, (state, context) -> work.accept(context));
  }

  /**
   * Handles one record whose payload is more than the envelope.
   *
   * @param carried how the payload is read, and whether it is believed
   * @param work as above, with the payload
   */
  public <P> void run(
      EventType type,
      ConsumerRecord<String, byte[]> record,
      Carried<P> carried,
      BiConsumer<P, StageContext> work) {
    Timer.Sample sample = Timer.start(registry);
    String outcome = handle(type, record, carried, work);
    sample.stop(registry.timer(Metrics.EVENT_HANDLED, "event", type.type(), "outcome", outcome));
    faults.at(FaultPoint.BEFORE_COMMIT);
  }

  private <P> String handle(
      EventType type,
      ConsumerRecord<String, byte[]> record,
      Carried<P> carried,
      BiConsumer<P, StageContext> work) {
    faults.at(FaultPoint.TAKEN);
    Map<String, String> headers = Headers.text(record.headers());
    CloudEvent event;
    AgentState state;
    P payload;
    try {
      event = CloudEvent.fromHeaders(headers);
      payload = Json.read(record.value() == null ? new byte[0] : record.value(), carried.payload());
      carried.admission().accept(payload, event);
      state = carried.state().apply(payload);
      requireConsistent(type, record, event, state);
    } catch (UntrustedException e) {
      LOG.warnf("refused what nobody trusted signed type=%s requestId=%s", type, record.key());
      durable(() -> deadLetters.put(record, "untrusted").toCompletableFuture());
      return "dead_letter";
    } catch (IllegalArgumentException e) {
      LOG.debugf("record put aside topic=%s offset=%d", record.topic(), record.offset());
      durable(() -> deadLetters.put(record, "malformed").toCompletableFuture());
      return "dead_letter";
    }
    if (seen.contains(seenAs(type, event))) {
      return "double";
    }
    if (!clock.instant().isBefore(state.request().deadline())) {
      // The gateway ends requests that ran out of time; working on would only say something after
      // the end.
      return "late";
    }
    if (cancellations.isCancelled(state.request().requestId())) {
      return "cancelled";
    }
    return work(type, record, event, state, headers, context -> work.accept(payload, context));
  }

  private String work(
      EventType type,
      ConsumerRecord<String, byte[]> record,
      CloudEvent event,
      AgentState state,
      Map<String, String> headers,
      Consumer<StageContext> work) {
    Span span =
        tracer
            .spanBuilder(service.wire() + " " + type.type())
            .setParent(TraceContext.from(headers))
            .setSpanKind(SpanKind.CONSUMER)
            .startSpan();
    span.setAttribute("nexushive.request_id", record.key());
    try (Scope ignored = span.makeCurrent()) {
      StageContext context =
          new StageContext(state, event.id(), service, publisher, clock, TraceContext.current());
      boolean broken;
      try (TraceFlusher.Registration flushing = flusher.watch(context)) {
        broken = attempt(context, work, record);
      }
      faults.at(FaultPoint.BEFORE_PUBLISH);
      durable(context::acknowledged);
      if (broken) {
        durable(() -> deadLetters.put(record, "internal").toCompletableFuture());
      }
      if (context.ended() != null) {
        registry.counter(Metrics.FAILURES, "code", context.ended().code().wire()).increment();
      }
      seen.add(seenAs(type, event));
      return context.ended() == null ? "handled" : "failed";
    } finally {
      span.end();
    }
  }

  /** Returns whether the work broke in a way that is our fault. */
  private boolean attempt(
      StageContext context, Consumer<StageContext> work, ConsumerRecord<String, byte[]> record) {
    AgentState state = context.state();
    try {
      state.request().verify(trust, clock.instant());
      work.accept(context);
      return false;
    } catch (UntrustedException e) {
      LOG.warnf("refused an envelope that nobody trusted signed requestId=%s", record.key());
      fail(
          context,
          ErrorCode.IDENTITY_INVALID,
          "This request does not carry a valid identity.",
          Outcome.DENIED);
      return false;
    } catch (NexusException e) {
      LOG.debugf("stage failed requestId=%s code=%s", record.key(), e.code().wire());
      fail(context, e.code(), e.getMessage(), Outcome.FAILED);
      return false;
    } catch (RuntimeException e) {
      LOG.errorf(e, "stage broke requestId=%s stage=%s", record.key(), service.wire());
      fail(
          context,
          ErrorCode.INTERNAL,
          "Something went wrong on our side. The request id helps your administrator to find it.",
          Outcome.FAILED);
      return true;
    }
  }

  private void fail(StageContext context, ErrorCode code, String message, Outcome outcome) {
    AgentState state = context.state();
    Failure failure =
        new Failure(
            service,
            code,
            message,
            state.candidate() == null ? null : state.candidate().sql(),
            state.attempt(),
            false);
    context.discardHeldBack();
    context.fail(state, failure, outcome);
  }

  /** An id that somebody used on another topic says nothing about this one. */
  private static String seenAs(EventType type, CloudEvent event) {
    return type.name() + ' ' + event.id();
  }

  private static void requireConsistent(
      EventType type, ConsumerRecord<String, byte[]> record, CloudEvent event, AgentState state) {
    if (!event.type().equals(type.type())
        || !state.request().requestId().toString().equals(record.key())) {
      throw new IllegalArgumentException("type or key do not fit the topic and payload");
    }
  }

  /**
   * Waits until the broker has what {@code sending} sends, and sends again where it has not. The
   * event's ids stay the same, so readers see one. Gives up only when the process ends.
   */
  private void durable(Supplier<CompletableFuture<?>> sending) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        sending.get().get(acknowledgement.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException | TimeoutException e) {
        LOG.warnf("broker did not acknowledge, trying again service=%s", service.wire());
        pause(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped before the event's effects were durable", e);
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before the event's effects were durable", e);
    }
  }
}
