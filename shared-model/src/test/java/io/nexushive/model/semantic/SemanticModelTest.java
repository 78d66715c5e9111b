package io.nexushive.model.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.json.Json;
import org.junit.jupiter.api.Test;

class SemanticModelTest {
  @Test
  void oneWithoutJoinsIsWrittenAsBeforeThereWereAnySoThatItsSignatureHolds() {
    assertThat(Json.tree(SemanticModel.EMPTY).toString())
        .isEqualTo("{\"entities\":[],\"metrics\":[]}");
  }
}
