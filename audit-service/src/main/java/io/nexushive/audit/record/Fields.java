package io.nexushive.audit.record;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * The values of one row by column; absent ones are null. It is filled by one thread and then only
 * read.
 */
public final class Fields {
  private static final char NUL = '\0';
  private static final char REPLACEMENT = '\uFFFD';

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
