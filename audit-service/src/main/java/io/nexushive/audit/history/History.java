package io.nexushive.audit.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.audit.record.Column;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.Uuids;
import io.nexushive.runtime.token.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads the audit for a caller, and shows nobody what is not his to see. */
@Singleton
public class History {
  /** Who may read what others asked. */
  private static final Set<String> GOVERNANCE = Set.of("auditor", "steward", "admin");

  /** How many requests one call looks at before it hands back what it found. */
  private static final int MAX_SCAN = 2_000;

  private static final int CHUNK = 100;
  private static final String DEAD_LETTER = "dead-letter";

  private final HistoryStore store;
  private final SummaryQuery sums;
  private final Clock clock;

  public History(HistoryStore store, SummaryQuery sums, Clock clock) {
    this.store = store;
    this.sums = sums;
    this.clock = clock;
  }

  /**
   * Which requests to list; absent conditions do not filter.
   *
   * @param archived whether archived ones are listed too
   */
  record Filter(String status, String decision, Boolean fallback, boolean archived) {
    boolean fits(RequestSummary request) {
      return (status == null || status.equals(request.status()))
          && (decision == null || decision.equals(request.decision()))
          && (fallback == null || fallback == request.fallback())
          && (archived || !request.archived());
    }
  }

  RecentRequests recent(Caller caller, Filter filter, int limit, UUID cursor) {
    String asker = governs(caller) ? null : caller.subject();
    List<RequestSummary> page = new ArrayList<>();
    UUID before = cursor;
    for (int scanned = 0; scanned < MAX_SCAN; scanned += CHUNK) {
      List<UUID> ids = store.asked(caller.tenant().value(), asker, before, CHUNK);
      Map<UUID, List<Entry>> outcomes = ids.isEmpty() ? Map.of() : store.outcomes(ids);
      Set<UUID> archived = ids.isEmpty() ? Set.of() : store.archived(ids);
      for (UUID id : ids) {
        before = id;
        RequestSummary summary =
            new Fold(id, outcomes.getOrDefault(id, List.of())).summary(archived.contains(id));
        if (filter.fits(summary)) {
          page.add(summary);
          if (page.size() == limit) {
            return new RecentRequests(page, before.toString());
          }
        }
      }
      if (ids.size() < CHUNK) {
        return new RecentRequests(page, null);
      }
    }
    return new RecentRequests(page, before.toString());
  }

  AuditSummary summary(Caller caller, int hours) {
    return sums.since(caller.tenant().value(), clock.instant().minus(Duration.ofHours(hours)));
  }

  RequestHistory request(Caller caller, UUID id, boolean payloads) {
    List<Entry> entries = visible(caller, id);
    boolean archived = store.archived(List.of(id)).contains(id);
    return new RequestHistory(
        new Fold(id, entries).summary(archived),
        entries.stream()
            .flatMap(Entry::events)
            .sorted(Fold.ORDER)
            .map(event -> event(event, payloads))
            .toList());
  }

  RequestSummary archive(Caller caller, UUID id, boolean archived, String reason) {
    List<Entry> entries = visible(caller, id);
    store.mark(Uuids.v7(), id, archived, caller.subject(), reason, clock.instant());
    return new Fold(id, entries).summary(archived);
  }

  /**
   * What was recorded of a request.
   *
   * @throws NexusException NOT_FOUND when there is nothing, or nothing that the caller may see
   */
  private List<Entry> visible(Caller caller, UUID id) {
    List<Entry> entries = id == null ? Collections.emptyList() : store.entries(id);
    Entry question = new Fold(id, entries).question();
    boolean proved =
        question != null && Boolean.TRUE.equals(question.fields().get(Column.ASKER_VERIFIED));
    boolean tenant =
        question != null && caller.tenant().value().equals(question.fields().text(Column.TENANT));
    boolean own = proved && tenant && caller.subject().equals(question.fields().text(Column.ASKER));
    if (!own && !(tenant && governs(caller))) {
      throw new NexusException(
          ErrorCode.NOT_FOUND, "There is no such request, or it is not yours.");
    }
    return entries;
  }

  private static boolean governs(Caller caller) {
    return !Collections.disjoint(caller.roles(), GOVERNANCE);
  }

  private static HistoryEvent event(Entry entry, boolean payloads) {
    EventType type = entry.type();
    return new HistoryEvent(
        entry.at(),
        type == null ? DEAD_LETTER : name(type),
        entry.fields().text(Column.SOURCE),
        entry.fields().text(Column.EVENT_ID),
        entry.fields().text(Column.STANDING),
        entry.fields().text(Column.TRACE_KIND),
        entry.fields().text(Column.STAGE),
        entry.fields().text(Column.STATUS),
        entry.fields().number(Column.DURATION_MS),
        entry.fields().number(Column.ATTEMPT),
        entry.fields().text(Column.DECISION),
        entry.fields().text(Column.ERROR_CODE),
        entry.fields().text(Column.OUTCOME),
        entry.fields().text(Column.ACTOR),
        type == EventType.REVIEW_DECIDED ? reason(entry) : null,
        payloads ? Fold.json(entry.fields().text(Column.PAYLOAD)) : null,
        entry.fields().text(Column.PAYLOAD_SHA256),
        entry.chain(),
        entry.fields().uuid(Column.CHAIN_ID),
        entry.fields().number(Column.SEQ),
        entry.fields().number(Column.KAFKA_OFFSET),
        entry.hex());
  }

  private static String reason(Entry entry) {
    JsonNode payload = Fold.json(entry.fields().text(Column.PAYLOAD));
    return payload == null || !payload.path("reason").isTextual()
        ? null
        : payload.path("reason").textValue();
  }

  /** From {@code nexus.query.approved.v1} to {@code query.approved}. */
  private static String name(EventType type) {
    String topic = type.topic();
    return topic.substring(topic.indexOf('.') + 1, topic.lastIndexOf('.'));
  }
}
