package io.nexushive.executor.warehouse.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

  /** A date and time without a zone, ISO-8601. */
  public static JsonNode local(LocalDateTime value) {
    return text(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value));
  }

  /** A moment, in UTC whatever its zone was, ISO-8601. */
  public static JsonNode moment(OffsetDateTime value) {
    return text(value.withOffsetSameInstant(ZoneOffset.UTC).toString());
  }

  /** A time of day, ISO-8601. */
  public static JsonNode time(LocalTime value) {
    return text(DateTimeFormatter.ISO_LOCAL_TIME.format(value));
  }

  /** JSON as text without the white space that only its writer put there. */
  public static JsonNode json(String value) {
    if (value == null) {
      return absent();
    }
    try {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      return text(new String(Json.bytes(Json.read(bytes, JsonNode.class)), StandardCharsets.UTF_8));
    } catch (Json.MalformedJsonException e) {
      // What some warehouses write in place of absent items is no JSON.
      return text(value);
    }
  }

  /** Bytes in base64 (RFC 4648). */
  public static JsonNode binary(byte[] value) {
    return value == null ? absent() : text(Base64.getEncoder().encodeToString(value));
  }
}
