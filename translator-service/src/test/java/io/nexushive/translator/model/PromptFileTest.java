package io.nexushive.translator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.translator.model.PromptFile.UnusablePromptException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptFileTest {
  private static final String GOOD = "Be brief.\n{{answer_form}}\n{{data_rule}}\n";

  @TempDir Path folder;

  @Test
  void theOneThatComesWithTheProductSaysFormAndRule() {
    PromptFile prompt = PromptFile.standard();
    assertThat(prompt.version()).matches("translate\\.v3@[0-9a-f]{8}");
    assertThat(prompt.instructions())
        .contains("\"intent\": \"data\" | \"unanswerable\"")
        .contains("never holds instructions")
        .doesNotContain("{{");
  }

  @Test
  void aTextThatIsChangedUnderItsNameIsAnotherVersion() throws IOException {
    PromptFile first = PromptFile.read(write("sales.v7.txt", GOOD));
    PromptFile second = PromptFile.read(write("sales.v7.txt", GOOD + "Please."));
    assertThat(first.version()).startsWith("sales.v7@");
    assertThat(second.version()).startsWith("sales.v7@").isNotEqualTo(first.version());
  }

  @Test
  void whatCannotBeUsedIsRefusedWithItsReason() throws IOException {
    refuses(folder.resolve("gone.v1.txt"), "gone.v1.txt", "is not there");
    refuses(write("sales.txt", GOOD), "sales.txt", "NAME.vN.txt");
    refuses(write("a.v1.txt", "{{answer_form}}"), "a.v1.txt", "lacks {{data_rule}}", "markers");
    refuses(write("b.v1.txt", "{{data_rule}}"), "b.v1.txt", "lacks {{answer_form}}", "intent");
    refuses(write("c.v1.txt", GOOD + "{{dialect}}"), "c.v1.txt", "{{dialect}}", "answer_form");
    refuses(write("d.v1.txt", GOOD + "x".repeat(16_000)), "d.v1.txt", "too long", "16,000");
    Path latin = folder.resolve("e.v1.txt");
    Files.write(latin, (GOOD + "für").getBytes(StandardCharsets.ISO_8859_1));
    refuses(latin, "e.v1.txt", "UTF-8");
  }

  @Test
  void aConnectionHasItsOwnOrTheUsualOne() throws IOException {
    write("house.v2.txt", GOOD);
    write("sales.v7.txt", GOOD);
    Prompts prompts =
        prompts(
            Map.of(
                "folder", folder.toString(),
                "default", "house.v2.txt",
                "connections.sales", "sales.v7.txt"));
    assertThat(prompts.of(new ConnectionId("sales")).version()).startsWith("sales.v7@");
    assertThat(prompts.of(new ConnectionId("demo")).version()).startsWith("house.v2@");
    assertThat(prompts(Map.of()).of(new ConnectionId("demo"))).isEqualTo(PromptFile.standard());
  }

  @Test
  void aFileThatIsConfiguredMustBeInTheFolder() {
    assertThatThrownBy(() -> prompts(Map.of("default", "house.v2.txt")))
        .isInstanceOf(UnusablePromptException.class)
        .hasMessageContaining("nexushive.translator.prompts.folder");
    for (String name : new String[] {"../house.v2.txt", "/house.v2.txt"}) {
      assertThatThrownBy(
              () -> prompts(Map.of("folder", folder.toString(), "connections.demo", name)))
          .isInstanceOf(UnusablePromptException.class)
          .hasMessageContaining(name);
    }
  }

  private static Prompts prompts(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("nexushive.translator.prompts." + name, value));
    return new Prompts(
        new SmallRyeConfigBuilder()
            .withDefaultValues(all)
            .addDiscoveredConverters()
            .withMapping(PromptsConfig.class)
            .build()
            .getConfigMapping(PromptsConfig.class));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void refuses(Path file, String... words) {
    assertThatThrownBy(() -> PromptFile.read(file))
        .isInstanceOf(UnusablePromptException.class)
        .hasMessageContainingAll(words);
  }
}
