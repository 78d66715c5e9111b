package io.nexushive.gateway.model;

import io.nexushive.gateway.upstream.Upstream;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.token.Caller;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** Knows from the translator what can be chosen. */
@Singleton
public class Models {
  /** Leaves the choice to the translator's configuration. */
  public static final String AUTO = "auto";

  /** What every installation has; the translator need not be asked for these. */
  private static final Set<String> ALWAYS = Set.of(AUTO, "semantic-parser");

  private final Upstream upstream;

  public Models(Upstream upstream) {
    this.upstream = upstream;
  }

  /**
   * All that can be chosen.
   *
   * @throws NexusException UNAVAILABLE when the translator does not answer
   */
  ModelListing list(Caller caller) {
    return Json.read(
        Json.bytes(upstream.get(ServiceName.TRANSLATOR, "/internal/models", Map.of(), caller)),
        ModelListing.class);
  }

  /**
   * The name under which {@code chosen}, a name or an alias, is kept. A model that is known but
   * switched off can be chosen: others answer until it is back.
   *
   * @throws NexusException NOT_FOUND when there is no such model; UNAVAILABLE when the translator
   *     cannot say
   */
  public String require(String chosen, Caller caller) {
    if (ALWAYS.contains(chosen)) {
      return chosen;
    }
    return list(caller).models().stream()
        .filter(model -> model.name().equals(chosen) || model.aliases().contains(chosen))
        .map(ModelListing.Entry::name)
        .findFirst()
        .orElseThrow(
            () ->
                new NexusException(
                    ErrorCode.NOT_FOUND,
                    "There is no such model. GET /api/models lists what can be chosen."));
  }
}
