package io.nexushive.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.Topic;
import io.nexushive.model.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The AsyncAPI 3.0 document: which topic carries what, who writes it and how long it is kept. */
final class AsyncApi {
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024;
  private static final String HEADERS = "CloudEventHeaders";
  private static final Set<String> OPTIONAL = Set.of("ce_time", "ce_dataschema");

  private final Map<String, Topic> topics =
      EventType.topics().stream()
          .collect(Collectors.toUnmodifiableMap(Topic::name, Function.identity()));
  private final ObjectNode document = Json.mapper().createObjectNode();

  static JsonNode document() {
    return new AsyncApi().build();
  }

  private JsonNode build() {
    document.put("asyncapi", "3.0.0").put("id", "urn:nexushive:events");
    document
        .putObject("info")
        .put("title", "Nexus Hive events")
        .put("version", "1")
        .put(
            "description",
            "Every topic of Nexus Hive. Records are CloudEvents 1.0 in binary mode: the attributes"
                + " are Kafka headers, the value is JSON. Readers ignore fields that they do not"
                + " know. A change that old readers could not stand gets a topic of a new"
                + " version. Delivery is at least once: the same ce_id is the same event.")
        .putObject("license")
        .put("name", "Apache-2.0");
    document.put("defaultContentType", "application/json");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode messages = document.objectNode();
    for (EventType type : EventType.values()) {
      channels.set(name(type), channel(type));
      messages.set(name(type), message(type));
      for (ServiceName writer : type.writers()) {
        operations.set(writer.wire() + "-sends-" + name(type), operation("send", type));
      }
      operations.set(
          ServiceName.AUDIT.wire() + "-receives-" + name(type), operation("receive", type));
    }
    Arrays.stream(ServiceName.values())
        .forEach(
            service -> {
              Topic topic = EventType.deadLetter(service);
              channels.set(service.wire() + "-dead-letter", deadLetters(service, topic));
            });
    ObjectNode components = document.putObject("components");
    components.set("messages", messages);
    components.putObject("schemas").set(HEADERS, headers());
    return document;
  }

  private ObjectNode channel(EventType type) {
    ObjectNode channel = document.objectNode();
    channel.put("address", type.topic());
    channel.put("description", meaning(type));
    channel
        .putObject("messages")
        .putObject(name(type))
        .put("$ref", "#/components/messages/" + name(type));
    channel.set("bindings", kafka(topics.get(type.topic())));
    return channel;
  }

  private ObjectNode deadLetters(ServiceName service, Topic topic) {
    ObjectNode channel = document.objectNode();
    channel.put("address", topic.name());
    channel.put(
        "description",
        "What the "
            + service.wire()
            + " service could not handle, key, value and headers as they came, with the reason and"
            + " the place where it was as further headers.");
    channel.set("bindings", kafka(topic));
    return channel;
  }

  private ObjectNode kafka(Topic topic) {
    ObjectNode bindings = document.objectNode();
    ObjectNode kafka = bindings.putObject("kafka");
    kafka.put("topic", topic.name());
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    configuration.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
    if (!topic.compacted()) {
      configuration.put("retention.ms", topic.kept().toMillis());
    }
    configuration.put("max.message.bytes", MAX_MESSAGE_BYTES);
    kafka.put("bindingVersion", "0.5.0");
    return bindings;
  }

  private ObjectNode message(EventType type) {
    ObjectNode message = document.objectNode();
    message.put("name", type.type());
    message.put("title", name(type));
    message.put("summary", meaning(type));
    message.put("contentType", "application/json");
    message.putObject("headers").put("$ref", "#/components/schemas/" + HEADERS);
    message.putObject("payload").put("$ref", "./" + type.schema());
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka
        .putObject("key")
        .put("type", "string")
        .put(
            "description",
            topics.get(type.topic()).compacted() ? "the object's id" : "the request's id");
    kafka.put("bindingVersion", "0.5.0");
    return message;
  }

  private ObjectNode operation(String action, EventType type) {
    ObjectNode operation = document.objectNode();
    operation.put("action", action);
    operation.putObject("channel").put("$ref", "#/channels/" + name(type));
    operation
        .putArray("messages")
        .addObject()
        .put("$ref", "#/channels/" + name(type) + "/messages/" + name(type));
    return operation;
  }

  private ObjectNode headers() {
    ObjectNode schema = document.objectNode();
    schema.put("type", "object");
    schema.put(
        "description",
        "CloudEvents 1.0.2 attributes in binary mode, and the W3C trace context of the request.");
    ObjectNode properties = schema.putObject("properties");
    CloudEvent example =
        CloudEvent.of("id", EventType.QUESTION_ASKED, ServiceName.GATEWAY, "key", Instant.EPOCH);
    example.headers().keySet().forEach(name -> properties.putObject(name).put("type", "string"));
    properties.putObject("traceparent").put("type", "string");
    var required = schema.putArray("required");
    example.headers().keySet().stream().filter(n -> !OPTIONAL.contains(n)).forEach(required::add);
    return schema;
  }

  private static String name(EventType type) {
    String topic = type.topic();
    return topic.substring(topic.indexOf('.') + 1, topic.lastIndexOf('.')).replace('.', '-');
  }

  private static String meaning(EventType type) {
    return switch (type) {
      case QUESTION_ASKED -> "Somebody asked a question; the signed request begins its way.";
      case REPLY_GIVEN -> "The asker answered a question back, or a plan.";
      case REQUEST_CANCELLED -> "A request was withdrawn.";
      case REVIEW_DECIDED -> "A steward decided on a request that waited for review.";
      case FEEDBACK_GIVEN -> "An asker said what an answer was worth.";
      case QUERY_TRANSLATED -> "A candidate SQL was written, for policy to judge.";
      case CLARIFICATION_REQUESTED -> "The question has several readings; the asker is asked.";
      case PLAN_PROPOSED -> "A plan waits for the asker's agreement.";
      case QUESTION_ANSWERED -> "A question was answered without SQL.";
      case QUERY_APPROVED -> "Policy permits exactly one text to run and signed that.";
      case QUERY_REJECTED -> "A candidate failed in a way that another one may mend.";
      case REVIEW_REQUESTED -> "A steward must agree before the text may run.";
      case QUERY_EXECUTED -> "The text ran; the rows are here.";
      case ANSWER_READY -> "The answer in words and as a chart, with its rows.";
      case REQUEST_FAILED -> "A request ended without an answer.";
      case TRACE_RECORDED -> "Everything that a client sees of a request, in order.";
      case CONNECTION_CHANGED -> "A connection as it now stands.";
      case SEMANTIC_MODEL_CHANGED -> "A connection's semantic model as it now stands.";
      case POLICY_CHANGED -> "A project's policy as it now stands.";
      case CATALOG_CHANGED -> "A table, or the manifest that makes a version of all visible.";
      case KNOWLEDGE_CHANGED -> "A verified query as it now stands.";
    };
  }
}
