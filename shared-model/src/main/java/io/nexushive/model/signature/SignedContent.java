package io.nexushive.model.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;

/**
 * Builds the bytes that a signature covers: the purpose, then each field as name, length and value.
 * Lengths make two different field lists never yield the same bytes; an absent value differs from
 * an empty one.
 */
public final class SignedContent {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  private SignedContent(Purpose purpose) {
    text("purpose", "nexushive/" + purpose.wire() + "/v1");
  }

  public static SignedContent of(Purpose purpose) {
    return new SignedContent(purpose);
  }

  public SignedContent text(String name, String value) {
    write(name);
    if (value == null) {
      write("-");
    } else {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      write(Integer.toString(bytes.length));
      out.writeBytes(bytes);
    }
    return this;
  }

  /** Adds a field in its text form; {@code null} is an absent value. */
  public SignedContent field(String name, Object value) {
    return text(name, value == null ? null : value.toString());
  }

  /** Adds a time with millisecond precision, which is what survives every transport. */
  public SignedContent time(String name, Instant value) {
    return text(name, value == null ? null : Long.toString(value.toEpochMilli()));
  }

  /** Adds texts in their own order; sort them first when order does not matter. */
  public SignedContent list(String name, Collection<String> values) {
    text(name, Integer.toString(values.size()));
    values.forEach(v -> text(name + "[]", v));
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  private void write(String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  /** SHA-256 (FIPS 180-4) of the UTF-8 bytes of {@code text}, in lower-case hex. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 (FIPS 180-4) of {@code bytes}, in lower-case hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
