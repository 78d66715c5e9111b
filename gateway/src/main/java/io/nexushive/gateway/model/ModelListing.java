package io.nexushive.gateway.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.gateway.budget.Budget;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What can be chosen, the usual choice first.
 *
 * @param languageModel whether any language model is available; without one the semantic parser
 *     answers alone
 * @param budget what the caller may use of them today; absent where there is no limit
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelListing(List<Entry> models, boolean languageModel, Budget budget) {
  public ModelListing {
    models = List.copyOf(models);
  }

  /** The same for somebody with this budget; {@code null} for none. */
  ModelListing with(Budget his) {
    return new ModelListing(models, languageModel, his);
  }

  /**
   * One choice.
   *
   * @param provider whose language model it is; absent for what needs none
   * @param aliases other names for it
   * @param reason why it is not available; absent where it is
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String name, String provider, List<String> aliases, boolean available, String reason) {
    public Entry {
      aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }
  }
}
