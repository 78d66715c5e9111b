package io.nexushive.executor.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryTagTest {
  @Test
  void keepsWhatIsHarmless() {
    assertThat(QueryTag.of("service=nexushive,role=analyst,request=0198-ab").before("SELECT 1"))
        .isEqualTo("/* service=nexushive,role=analyst,request=0198-ab */ SELECT 1");
  }

  @Test
  void replacesWhatCouldEndAComment() {
    assertThat(QueryTag.of("a*/b/*c--d\ne'f\"g;h\\i`j!").value())
        .doesNotContain("*", "/", "--", "\n", "'", "\"", ";", "\\", "`", "!");
  }

  @Test
  void cutsWhatIsTooLong() {
    assertThat(QueryTag.of("x".repeat(1_000)).value()).hasSize(256);
  }

  @Test
  void isNothingWithoutText() {
    assertThat(QueryTag.of(null).before("SELECT 1")).isEqualTo("SELECT 1");
  }

  @Test
  void cannotBeMadeHarmfulByHand() {
    assertThatThrownBy(() -> new QueryTag("*/")).isInstanceOf(IllegalArgumentException.class);
  }
}
