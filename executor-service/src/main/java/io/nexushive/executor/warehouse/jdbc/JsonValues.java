package io.nexushive.executor.warehouse.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

/** Values as JSON scalars, the same whatever warehouse they come from. */
public final class JsonValues {
  private JsonValues() {}

  public static JsonNode absent() {
    return NullNode.getInstance();
  }

  public static JsonNode text(String value) {
    return value == null ? absent() : TextNode.valueOf(value);
  }

  public static JsonNode integer(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  public static JsonNode integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? integer(value.longValue())
        : DecimalNode.valueOf(new BigDecimal(value));
  }

  /** An exact number with the digits that it has, never in exponent form. */
  public static JsonNode decimal(BigDecimal value) {
    return DecimalNode.valueOf(value.scale() < 0 ? value.setScale(0) : value);
  }

  /** A binary floating-point number; those that JSON cannot say come as text. */
  public static JsonNode floating(double value) {
    return Double.isFinite(value) ? DoubleNode.valueOf(value) : text(Double.toString(value));
  }

  public static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  /** Bytes in base64 (RFC 4648). */
  public static JsonNode binary(byte[] value) {
    return value == null ? absent() : text(Base64.getEncoder().encodeToString(value));
  }
}
