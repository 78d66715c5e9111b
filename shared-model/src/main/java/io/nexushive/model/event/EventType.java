package io.nexushive.model.event;

import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.trace.TraceRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every event there is: its topic, who writes it, what it carries. Names are past tense. A new
 * version of a payload that old readers cannot read is a new topic.
 */
public enum EventType {
  QUESTION_ASKED(AgentState.class, Kept.WEEK, ServiceName.GATEWAY),
  REPLY_GIVEN(ReplyGiven.class, Kept.WEEK, ServiceName.GATEWAY),
  REQUEST_CANCELLED(RequestCancelled.class, Kept.WEEK, ServiceName.GATEWAY),
  REVIEW_DECIDED(ReviewDecided.class, Kept.WEEK, ServiceName.GATEWAY),
  FEEDBACK_GIVEN(FeedbackGiven.class, Kept.WEEK, ServiceName.GATEWAY),
  QUERY_TRANSLATED(AgentState.class, Kept.WEEK, ServiceName.TRANSLATOR),
  CLARIFICATION_REQUESTED(AgentState.class, Kept.WEEK, ServiceName.TRANSLATOR),
  PLAN_PROPOSED(AgentState.class, Kept.WEEK, ServiceName.TRANSLATOR),
  QUESTION_ANSWERED(AgentState.class, Kept.WEEK, ServiceName.TRANSLATOR),
  QUERY_APPROVED(AgentState.class, Kept.WEEK, ServiceName.POLICY),
  QUERY_REJECTED(AgentState.class, Kept.WEEK, ServiceName.POLICY, ServiceName.EXECUTOR),
  REVIEW_REQUESTED(AgentState.class, Kept.WEEK, ServiceName.POLICY),
  QUERY_EXECUTED(AgentState.class, Kept.HOUR, ServiceName.EXECUTOR),
  ANSWER_READY(AgentState.class, Kept.HOUR, ServiceName.VISUALIZER),
  REQUEST_FAILED(
      AgentState.class,
      Kept.WEEK,
      ServiceName.GATEWAY,
      ServiceName.TRANSLATOR,
      ServiceName.POLICY,
      ServiceName.EXECUTOR,
      ServiceName.VISUALIZER),
  TRACE_RECORDED(
      2,
      TraceRecord.class,
      Kept.HOUR,
      ServiceName.GATEWAY,
      ServiceName.TRANSLATOR,
      ServiceName.POLICY,
      ServiceName.EXECUTOR,
      ServiceName.VISUALIZER),
  CONNECTION_CHANGED(ConnectionChanged.class, Kept.COMPACTED, ServiceName.GATEWAY),
  SEMANTIC_MODEL_CHANGED(SemanticModelChanged.class, Kept.COMPACTED, ServiceName.GATEWAY),
  POLICY_CHANGED(PolicyChanged.class, Kept.COMPACTED, ServiceName.GATEWAY),
  CATALOG_CHANGED(CatalogRecord.class, Kept.COMPACTED, ServiceName.EXECUTOR),
  KNOWLEDGE_CHANGED(KnowledgeChanged.class, Kept.COMPACTED, ServiceName.GATEWAY);

  private enum Kept {
    HOUR(Duration.ofHours(1), false),
    WEEK(Duration.ofDays(7), false),
    COMPACTED(Duration.ofDays(7), true);

    private final Duration time;
    private final boolean compacted;

    Kept(Duration time, boolean compacted) {
      this.time = time;
      this.compacted = compacted;
    }
  }

  private static final String PREFIX = "nexus.";
  private static final String VERSION = ".v";
  private static final int FIRST_VERSION = 1;

  private final int version;
  private final Class<?> payload;
  private final Kept kept;
  private final Set<ServiceName> writers;

  EventType(Class<?> payload, Kept kept, ServiceName first, ServiceName... others) {
    this(FIRST_VERSION, payload, kept, first, others);
  }

  EventType(int version, Class<?> payload, Kept kept, ServiceName first, ServiceName... others) {
    this.version = version;
    this.payload = payload;
    this.kept = kept;
    this.writers = EnumSet.of(first, others);
  }

  /** The topic's name, for example {@code nexus.question.asked.v1}. */
  public String topic() {
    return PREFIX + dotted() + VERSION + version;
  }

  /** The CloudEvents type, for example {@code io.nexushive.question.asked.v1}. */
  public String type() {
    return "io.nexushive." + dotted() + VERSION + version;
  }

  /** Where the JSON Schema of the payload stands, relative to the published documents. */
  public String schema() {
    return "schemas/" + payload.getSimpleName() + VERSION + FIRST_VERSION + ".schema.json";
  }

  /** What the record's value is, as JSON. */
  public Class<?> payload() {
    return payload;
  }

  /** The services that may write it. */
  public Set<ServiceName> writers() {
    return EnumSet.copyOf(writers);
  }

  /** The dead-letter topic of a service, kept 30 days. */
  public static Topic deadLetter(ServiceName service) {
    return new Topic(
        PREFIX + service.wire() + ".dead-letter" + VERSION + FIRST_VERSION,
        Duration.ofDays(30),
        false);
  }

  /** Every topic that must exist: one per event, one dead-letter topic per service. */
  public static List<Topic> topics() {
    return Stream.concat(
            Arrays.stream(values()).map(e -> new Topic(e.topic(), e.kept.time, e.kept.compacted)),
            Arrays.stream(ServiceName.values()).map(EventType::deadLetter))
        .toList();
  }

  private String dotted() {
    String name = name().toLowerCase(Locale.ROOT);
    int last = name.lastIndexOf('_');
    return name.substring(0, last).replace('_', '-') + "." + name.substring(last + 1);
  }
}
