package io.nexushive.audit.chain;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table, in the text format of PostgreSQL's COPY: columns parted by tabs,
 * rows by line feeds. They leave while they are written: a text of all of them would be an object
 * so large that it fills the heap's old part, batch after batch.
 */
final class CopyRows implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;
  private static final byte[] ABSENT = ascii("\\N");
  private static final byte[] BYTES = ascii("\\\\x");
  private static final byte[] HEX = ascii("0123456789abcdef");

  private final CopyIn copy;
  private final byte[] chunk = new byte[CHUNK];
  private int used;

  /**
   * @param sql the COPY statement
   */
  CopyRows(Connection connection, String sql) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
  }

  /**
   * Adds a row.
   *
   * @param texts its columns in UTF-8, {@code null} for what is absent; the hash follows them
   */
  void add(byte[][] texts, byte[] hash) throws SQLException {
    for (byte[] text : texts) {
      if (text == null) {
        putAll(ABSENT);
      } else {
        escape(text);
      }
      put('\t');
    }
    putAll(BYTES);
    for (byte b : hash) {
      put(HEX[b >> 4 & 0xf]);
      put(HEX[b & 0xf]);
    }
    put('\n');
  }

  /** All rows have been added; the table has them afterwards. */
  void end() throws SQLException {
    send();
    copy.endCopy();
  }

  /** Without {@link #end} before, the table has none of the rows. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  /** What is escaped is ASCII, whose bytes are no part of any other character in UTF-8. */
  private void escape(byte[] text) throws SQLException {
    for (byte b : text) {
      switch (b) {
        case '\\' -> putEscaped('\\');
        case '\n' -> putEscaped('n');
        case '\r' -> putEscaped('r');
        case '\t' -> putEscaped('t');
        default -> put(b);
      }
    }
  }

  private void putEscaped(char letter) throws SQLException {
    put('\\');
    put(letter);
  }

  private void putAll(byte[] bytes) throws SQLException {
    for (byte b : bytes) {
      put(b);
    }
  }

  private void put(int b) throws SQLException {
    if (used == CHUNK) {
      send();
    }
    chunk[used++] = (byte) b;
  }

  private void send() throws SQLException {
    copy.writeToCopy(chunk, 0, used);
    used = 0;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
