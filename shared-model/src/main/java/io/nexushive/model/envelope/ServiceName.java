package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The six services; also the stages of a request. */
public enum ServiceName {
  GATEWAY,
  TRANSLATOR,
  POLICY,
  EXECUTOR,
  VISUALIZER,
  AUDIT;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
