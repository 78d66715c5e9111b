package io.nexushive.audit.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Standing;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes one summary out of the records of a request. */
final class Fold {
  /** In the order of time; where two happened at once, in that of the chain. */
  static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::at)
          .thenComparing(Entry::chain)
          .thenComparing(e -> e.fields().number(Column.SEQ));

  private static final Set<String> NO_LANGUAGE_MODEL = Set.of("auto", "semantic-parser");
  private static final String RUNNING = "running";
  private static final String LANGUAGE_MODEL = "language_model";

  private final UUID requestId;
  private final List<Entry> entries;

  /**
   * @param entries in {@link #ORDER}; conflicts count, but tell nothing: the first record does
   */
  Fold(UUID requestId, List<Entry> entries) {
    this.requestId = requestId;
    this.entries = entries;
  }

  RequestSummary summary(boolean archived) {
    Entry question = question();
    Instant askedAt = question == null ? null : question.at();
    Entry end = lastWith(Column.OUTCOME, EventType.TRACE_RECORDED);
    String status = end == null ? RUNNING : end.fields().text(Column.OUTCOME);
    Instant endedAt = end == null ? null : end.at();
    String roles = text(question, Column.ROLES);
    String modelAsked = text(question, Column.MODEL_ASKED);
    String source = last(Column.SQL_SOURCE);
    Long attempts = number(Column.ATTEMPT);
    return new RequestSummary(
        requestId,
        askedAt,
        endedAt,
        text(question, Column.TENANT),
        text(question, Column.ASKER),
        roles == null || roles.isEmpty() ? List.of() : List.of(roles.split(",", -1)),
        question != null && Boolean.TRUE.equals(question.fields().get(Column.ASKER_VERIFIED)),
        text(question, Column.QUESTION),
        text(question, Column.CONNECTION_ID),
        modelAsked,
        status,
        last(Column.DECISION),
        json(last(Column.REASONS)),
        last(Column.POLICY_VERSION),
        last(Column.CATALOG_VERSION),
        last(Column.SQL_ASKED),
        last(Column.SQL_RUN),
        source,
        last(Column.MODEL),
        isFallback(modelAsked, source),
        attempts == null ? 0 : attempts,
        last(Column.STATEMENT_ID),
        number(Column.ROW_COUNT),
        (Boolean) lastValue(Column.TRUNCATED),
        number(Column.ELAPSED_MS),
        askedAt == null || endedAt == null ? null : Duration.between(askedAt, endedAt).toMillis(),
        last(Column.ERROR_CODE),
        archived,
        entries.stream().filter(e -> Standing.CONFLICT.wire().equals(standing(e))).count());
  }

  /** The question that a signature proves, or else the first that claims to be it. */
  Entry question() {
    Entry claimed = null;
    for (Entry entry : entries) {
      if (entry.is(EventType.QUESTION_ASKED)) {
        if (Boolean.TRUE.equals(entry.fields().get(Column.ASKER_VERIFIED))) {
          return entry;
        }
        claimed = claimed == null ? entry : claimed;
      }
    }
    return claimed;
  }

  static boolean isFallback(String modelAsked, String source) {
    return modelAsked != null
        && source != null
        && !NO_LANGUAGE_MODEL.contains(modelAsked)
        && !LANGUAGE_MODEL.equals(source);
  }

  private String last(Column column) {
    return (String) lastValue(column);
  }

  private Long number(Column column) {
    return (Long) lastValue(column);
  }

  private Object lastValue(Column column) {
    Entry entry = lastWith(column, null);
    return entry == null ? null : entry.fields().get(column);
  }

  private Entry lastWith(Column column, EventType type) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry.fields().get(column) != null
          && entry.type() != null
          && (type == null || entry.is(type))
          && !Standing.CONFLICT.wire().equals(standing(entry))) {
        return entry;
      }
    }
    return null;
  }

  private static String standing(Entry entry) {
    return entry.fields().text(Column.STANDING);
  }

  private static String text(Entry entry, Column column) {
    return entry == null ? null : entry.fields().text(column);
  }

  static JsonNode json(String text) {
    if (text == null) {
      return null;
    }
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
