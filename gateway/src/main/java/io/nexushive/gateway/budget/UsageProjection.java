package io.nexushive.gateway.budget;

import io.nexushive.gateway.database.Patience;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TraceRecord;
import io.nexushive.runtime.topic.Headers;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Keeps what the trace topic says of the use of language models; one replica per partition. */
@Singleton
public class UsageProjection {
  private static final Logger LOG = Logger.getLogger(UsageProjection.class);

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
      calls.addAll(calls(record));
    }
    if (!calls.isEmpty()) {
      Patience.untilDone(() -> store.keep(calls), "use of models cannot be kept");
    }
  }

  private static List<UsageStore.Call> calls(ConsumerRecord<String, byte[]> record) {
    try {
      CloudEvent told = CloudEvent.fromHeaders(Headers.text(record.headers()));
      if (record.value() == null
          || !told.isFrom(ServiceName.TRANSLATOR)
          || !told.type().equals(EventType.TRACE_RECORDED.type())) {
        return List.of();
      }
      TraceRecord said = Json.read(record.value(), TraceRecord.class);
      if (!said.requestId().toString().equals(record.key())) {
        return List.of();
      }
      return said.events().stream()
          .filter(e -> e.kind() == TraceKind.USAGE && e.agent() == ServiceName.TRANSLATOR)
          .map(e -> call(said.requestId(), e))
          .toList();
    } catch (IllegalArgumentException e) {
      LOG.debugf("record tells of no use topic=%s offset=%d", record.topic(), record.offset());
      return List.of();
    }
  }

  private static UsageStore.Call call(RequestId request, TraceEvent event) {
    return new UsageStore.Call(
        event.id(),
        request,
        LocalDate.ofInstant(event.at(), ZoneOffset.UTC),
        Json.mapper().convertValue(event.data(), TracePayload.Usage.class));
  }
}
