package io.nexushive.gateway.budget;

import io.nexushive.gateway.database.Patience;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.runtime.topic.Headers;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Keeps what the trace topic says of the use of language models; one replica per partition. */
@Singleton
public class UsageProjection {
  private static final Logger LOG = Logger.getLogger(UsageProjection.class);

  /** An event of this kind is a few hundred bytes; nothing larger has to be read. */
  private static final int LARGEST = 2_048;

  private final UsageStore store;

  public UsageProjection(UsageStore store) {
    this.store = store;
  }

  /** Takes what one poll brought; returns when the database has it. */
  @Incoming("usage")
  @Blocking
  public void took(ConsumerRecords<String, byte[]> records) {
    List<UsageStore.Call> calls = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      call(record).ifPresent(calls::add);
    }
    if (!calls.isEmpty()) {
      Patience.untilDone(() -> store.keep(calls), "use of models cannot be kept");
    }
  }

  private static Optional<UsageStore.Call> call(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null || record.value().length > LARGEST) {
      return Optional.empty();
    }
    try {
      TraceEvent event = Json.read(record.value(), TraceEvent.class);
      if (event.kind() != TraceKind.USAGE || event.agent() != ServiceName.TRANSLATOR) {
        return Optional.empty();
      }
      CloudEvent told = CloudEvent.fromHeaders(Headers.text(record.headers()));
      if (!told.type().equals(EventType.TRACE_RECORDED.type())
          || !event.requestId().toString().equals(record.key())) {
        return Optional.empty();
      }
      return Optional.of(
          new UsageStore.Call(
              UUID.fromString(told.id()),
              event.requestId(),
              LocalDate.ofInstant(event.at(), ZoneOffset.UTC),
              Json.mapper().convertValue(event.data(), TracePayload.Usage.class)));
    } catch (IllegalArgumentException e) {
      LOG.debugf("record tells of no use topic=%s offset=%d", record.topic(), record.offset());
      return Optional.empty();
    }
  }
}
