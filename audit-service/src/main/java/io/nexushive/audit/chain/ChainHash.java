package io.nexushive.audit.chain;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash of a row: SHA-256 over the hash before it and every column as name, length and text, in
 * the order of {@link Column}. Lengths make two different rows never yield the same bytes; an
 * absent value has length -1.
 */
public final class ChainHash {
  private static final int ABSENT = -1;

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
    ChainHash hash = new ChainHash();
    hash.digest.update(previous);
    for (Column column : Column.values()) {
      Object value = fields.get(column);
      hash.text(column.columnName());
      hash.text(value == null ? null : value.toString());
    }
    return hash.digest.digest();
  }

  private void text(String text) {
    byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(bytes == null ? ABSENT : bytes.length).array());
    if (bytes != null) {
      digest.update(bytes);
    }
  }
}
