package io.nexushive.audit.record;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The values of one row by column; absent ones are null. It is filled by one thread and then only
 * read.
 */
public final class Fields {
  private static final int COLUMNS = Column.values().length;
  private static final char NUL = '\0';
  private static final char REPLACEMENT = '\uFFFD';

  /** What is known of a record without its contents. */
  private static final Set<Column> FRAME =
      EnumSet.of(
          Column.CHAIN_ID,
          Column.SEQ,
          Column.KAFKA_OFFSET,
          Column.KAFKA_TIME,
          Column.STORED_AT,
          Column.EVENT_ID,
          Column.STANDING,
          Column.PAYLOAD_BYTES,
          Column.PAYLOAD_SHA256);

  private final Map<Column, Object> values = new EnumMap<>(Column.class);

  /**
   * Sets a value; {@code null} clears it. Postgres knows no NUL character in a text, so it is
   * replaced here: no record may be able to stop the audit.
   *
   * @throws IllegalArgumentException when the value is not of the column's type
   */
  public Fields set(Column column, Object value) {
    if (value == null) {
      values.remove(column);
    } else if (!column.type().javaType().isInstance(value)) {
      throw new IllegalArgumentException(column + " holds no " + value.getClass().getSimpleName());
    } else {
      values.put(column, value instanceof String text ? text.replace(NUL, REPLACEMENT) : value);
    }
    return this;
  }

  /** The same, to be changed. */
  Fields copy() {
    Fields copy = new Fields();
    copy.values.putAll(values);
    return copy;
  }

  /**
   * The same with nothing of the record's contents but digests, for a record whose contents cannot
   * be stored.
   */
  public Fields withoutContents() {
    Fields frame = new Fields();
    FRAME.forEach(column -> frame.set(column, values.get(column)));
    return frame;
  }

  /**
   * Every value's text in UTF-8, in the order of {@link Column}; {@code null} for an absent one.
   */
  public byte[][] utf8() {
    byte[][] texts = new byte[COLUMNS][];
    values.forEach(
        (column, value) ->
            texts[column.ordinal()] = value.toString().getBytes(StandardCharsets.UTF_8));
    return texts;
  }

  /** Every value as text, by column. */
  public Map<Column, String> asTexts() {
    Map<Column, String> texts = new EnumMap<>(Column.class);
    values.forEach((column, value) -> texts.put(column, value.toString()));
    return texts;
  }

  /**
   * What {@link #asTexts} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Fields fromTexts(Map<Column, String> texts) {
    Fields fields = new Fields();
    texts.forEach((column, text) -> fields.set(column, column.type().fromText(text)));
    return fields;
  }

  public Object get(Column column) {
    return values.get(column);
  }

  public String text(Column column) {
    return (String) values.get(column);
  }

  public Long number(Column column) {
    return (Long) values.get(column);
  }

  public UUID uuid(Column column) {
    return (UUID) values.get(column);
  }
}
