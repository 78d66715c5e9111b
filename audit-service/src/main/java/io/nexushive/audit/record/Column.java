package io.nexushive.audit.record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.Function;

/**
 * Every column of {@code audit.record} but the hash itself. Insert, read and hash are made from
 * this list, so that no column can be stored without being hashed.
 */
public enum Column {
  /** The chain that the record is in: one topic partition. */
  CHAIN_ID(Type.UUID),
  /** Its place in the chain, from 1 without gaps. */
  SEQ(Type.LONG),
  /** Its place in the topic partition, which may have gaps. */
  KAFKA_OFFSET(Type.LONG),
  /** When it was written, as the broker says. */
  KAFKA_TIME(Type.TIME),
  /** When it was stored here. */
  STORED_AT(Type.TIME),
  RECORD_KEY(Type.TEXT),
  /** All headers as a JSON list of name and value. */
  HEADERS(Type.TEXT),
  /** CloudEvents id; what is too long to be one is replaced by its digest. */
  EVENT_ID(Type.TEXT),
  EVENT_TYPE(Type.TEXT),
  SOURCE(Type.TEXT),
  SUBJECT(Type.TEXT),
  EVENT_TIME(Type.TIME),
  /** See {@link Standing}. */
  STANDING(Type.TEXT),
  /** The value without what {@link Redaction} takes out; absent where it is no JSON object. */
  PAYLOAD(Type.TEXT),
  PAYLOAD_BYTES(Type.LONG),
  /** SHA-256 of the value as it came; absent for a tombstone. */
  PAYLOAD_SHA256(Type.TEXT),
  REQUEST_ID(Type.UUID),
  TENANT(Type.TEXT),
  ASKER(Type.TEXT),
  ROLES(Type.TEXT),
  /** Whether the signature over the question proves who asked; on questions only. */
  ASKER_VERIFIED(Type.BOOL),
  QUESTION(Type.TEXT),
  CONNECTION_ID(Type.TEXT),
  MODEL_ASKED(Type.TEXT),
  ATTEMPT(Type.LONG),
  SQL_SOURCE(Type.TEXT),
  MODEL(Type.TEXT),
  SQL_ASKED(Type.TEXT),
  SQL_RUN(Type.TEXT),
  DECISION(Type.TEXT),
  /** The reasons as JSON. */
  REASONS(Type.TEXT),
  POLICY_VERSION(Type.TEXT),
  CATALOG_VERSION(Type.TEXT),
  STATEMENT_ID(Type.TEXT),
  ROW_COUNT(Type.LONG),
  TRUNCATED(Type.BOOL),
  ELAPSED_MS(Type.LONG),
  ERROR_CODE(Type.TEXT),
  /** Who decided, cancelled or judged, where that is not the asker. */
  ACTOR(Type.TEXT),
  TRACE_KIND(Type.TEXT),
  AGENT(Type.TEXT),
  STAGE(Type.TEXT),
  STATUS(Type.TEXT),
  DURATION_MS(Type.LONG),
  OUTCOME(Type.TEXT);

  private final Type type;
  private final String columnName;

  Column(Type type) {
    this.type = type;
    this.columnName = name().toLowerCase(Locale.ROOT);
  }

  public Type type() {
    return type;
  }

  /** The name in the database. */
  public String columnName() {
    return columnName;
  }

  /** How a column's values look in Java, in the driver and as text. */
  public enum Type {
    TEXT(String.class, String.class, v -> v, v -> v),
    UUID(java.util.UUID.class, java.util.UUID.class, v -> v, java.util.UUID::fromString),
    LONG(Long.class, Long.class, v -> v, Long::valueOf),
    BOOL(Boolean.class, Boolean.class, v -> v, Boolean::valueOf),
    TIME(
        Instant.class, OffsetDateTime.class, v -> ((OffsetDateTime) v).toInstant(), Instant::parse);

    private final Class<?> javaType;
    private final Class<?> jdbcType;
    private final Function<Object, Object> fromJdbc;
    private final Function<String, Object> fromText;

    Type(
        Class<?> javaType,
        Class<?> jdbcType,
        Function<Object, Object> fromJdbc,
        Function<String, Object> fromText) {
      this.javaType = javaType;
      this.jdbcType = jdbcType;
      this.fromJdbc = fromJdbc;
      this.fromText = fromText;
    }

    /** The class of the column's values. */
    public Class<?> javaType() {
      return javaType;
    }

    /** The class to ask the driver for. */
    public Class<?> jdbcType() {
      return jdbcType;
    }

    /** The value of what the driver gave. */
    public Object fromJdbc(Object value) {
      return value == null ? null : fromJdbc.apply(value);
    }

    /** The value whose {@code toString} is {@code text}. */
    Object fromText(String text) {
      return fromText.apply(text);
    }
  }
}
