package io.nexushive.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimAttributesTest {
  private static final ClaimAttributes CLAIMS =
      new ClaimAttributes(
          Map.of("region", "https://example.com/region", "cost_centre", "cost-centre"));

  @Test
  void onlyConfiguredClaimsTravelAndUnderTheirNewNames() {
    assertThat(
            CLAIMS.of(
                json(
                    """
                    {"sub": "ann", "email": "ann@example.com", "region": "none",
                     "groups": ["admin"],
                     "https://example.com/region": ["EMEA", "APAC"], "cost-centre": 4711}
                    """)))
        .isEqualTo(Map.of("region", List.of("EMEA", "APAC"), "cost_centre", List.of("4711")));
    assertThat(new ClaimAttributes(Map.of()).of(json("{\"region\": \"EMEA\"}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"cost-centre\": null}",
        "{\"cost-centre\": []}",
        "{\"cost-centre\": \"\"}",
        "{\"cost-centre\": {\"id\": 1}}",
        "{\"cost-centre\": [\"1\", {\"id\": 1}]}",
        "{\"cost-centre\": [\"1\", null]}",
        "{\"cost-centre\": \"a\\u0000b\"}",
        "{\"cost_centre\": \"1\"}"
      })
  void aClaimThatIsMissingOrOfAnotherFormIsNoAttribute(String claims) {
    assertThat(CLAIMS.of(json(claims))).isEmpty();
  }

  @Test
  void aNameThatPoliciesCannotHaveStopsTheStart() {
    for (String name : List.of("subject", "Region", "a-b", "")) {
      assertThatThrownBy(() -> new ClaimAttributes(Map.of(name, "claim")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
