package io.nexushive.audit.chain;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Rows in the text format of PostgreSQL's COPY: columns parted by tabs, rows by line feeds. */
final class CopyText {
  private static final Column[] COLUMNS = Column.values();
  private static final String ABSENT = "\\N";

  private final StringBuilder text = new StringBuilder();

  /** Adds a row; its columns are those of {@link Column}, and then the hash. */
  void add(Fields fields, byte[] hash) {
    for (Column column : COLUMNS) {
      Object value = fields.get(column);
      if (value == null) {
        text.append(ABSENT);
      } else {
        escape(value.toString());
      }
      text.append('\t');
    }
    text.append("\\\\x").append(HexFormat.of().formatHex(hash)).append('\n');
  }

  /** All rows so far. */
  InputStream stream() {
    return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
  }
}
