package io.nexushive.translator.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What can be chosen to translate a question, the usual choice first.
 *
 * @param languageModel whether any language model is available
 */
@RegisterForReflection
public record ModelList(List<Entry> models, boolean languageModel) {
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
      String name, String provider, List<String> aliases, boolean available, String reason) {}
}
