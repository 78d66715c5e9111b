package io.nexushive.runtime.topic;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/** Kafka headers as text. */
public final class Headers {
  private Headers() {}

  /** The headers by name; of several with one name the last counts. */
  public static Map<String, String> text(org.apache.kafka.common.header.Headers headers) {
    Map<String, String> text = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        text.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return text;
  }
}
