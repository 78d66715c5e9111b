package io.nexushive.audit.chain;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hash of a row: SHA-256 over the hash before it and every column as name, length and text, in
 * the order of {@link Column}. Lengths make two different rows never yield the same bytes; an
 * absent value has length -1.
 */
public final class ChainHash {
  private static final byte[] ABSENT = length(-1);

  /** The names of the columns as they are hashed. */
  private static final byte[][] NAMES =
      Arrays.stream(Column.values())
          .map(column -> named(utf8(column.columnName())))
          .toArray(byte[][]::new);

  private final MessageDigest digest;

  private ChainHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What the first row of a chain follows: the chain's identity. */
  public static byte[] genesis(Chain chain) {
    ChainHash hash = new ChainHash();
    hash.text("nexushive/audit-chain/v1");
    hash.text(chain.id().toString());
    hash.text(chain.clusterId());
    hash.text(chain.topicId().toString());
    hash.text(chain.topic());
    hash.text(Integer.toString(chain.partition()));
    return hash.digest.digest();
  }

  /** The hash of the row {@code fields} that follows the one with hash {@code previous}. */
  public static byte[] of(byte[] previous, Fields fields) {
    return of(previous, fields.utf8());
  }

  /** The same of a row whose columns are {@code texts}, as {@link Fields#utf8} gives them. */
  static byte[] of(byte[] previous, byte[][] texts) {
    ChainHash hash = new ChainHash();
    hash.digest.update(previous);
    for (int i = 0; i < NAMES.length; i++) {
      hash.digest.update(NAMES[i]);
      hash.text(texts[i]);
    }
    return hash.digest.digest();
  }

  private void text(String text) {
    text(utf8(text));
  }

  private void text(byte[] text) {
    if (text == null) {
      digest.update(ABSENT);
    } else {
      digest.update(length(text.length));
      digest.update(text);
    }
  }

  private static byte[] named(byte[] name) {
    return ByteBuffer.allocate(Integer.BYTES + name.length).putInt(name.length).put(name).array();
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
