package io.nexushive.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCommandTest {
  @Test
  void passesOnWhatIsGiven() {
    assertThat(Arguments.of(List.of(Path.of("a")), "--out", null, "--catalog", "c"))
        .containsExactly("a", "--catalog", "c");
  }

  @Test
  void refusesCallsThatSayTooLittleOrTooMuch() {
    int wrongUse = 2;
    assertThat(Nexus.run("check")).isEqualTo(wrongUse);
    assertThat(Nexus.run("check", "SELECT 1", "--corpus", "f")).isEqualTo(wrongUse);
    assertThat(Nexus.run("policy", "test")).isEqualTo(wrongUse);
    assertThat(Nexus.run("policy", "diff", "a", "b")).isEqualTo(wrongUse);
  }
}
