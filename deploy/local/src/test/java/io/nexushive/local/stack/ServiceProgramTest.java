package io.nexushive.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProgramTest {
  @Test
  void startsTheProgramFromTheBuiltServiceWithItsArguments(@TempDir Path root) throws Exception {
    Path app = Files.createDirectories(root.resolve("policy-service/target/quarkus-app"));
    Files.createFile(app.resolve("quarkus-run.jar"));
    Path library = Files.createDirectories(app.resolve("lib/main"));
    Path client = Files.createFile(library.resolve("dev.langchain4j.langchain4j-open-ai-1.jar"));
    Path needsContainer =
        Files.createFile(library.resolve("io.quarkiverse.quarkus-langchain4j-openai-1.2.jar"));

    List<String> command =
        ServiceProgram.POLICY_DIFF.command(root, List.of("a b.yaml", "--queries", "q"));

    assertThat(command.get(command.indexOf("-cp") + 1))
        .contains(app.resolve("app") + "/*")
        .contains(client.toString())
        .doesNotContain(needsContainer.toString());
    assertThat(command)
        .endsWith("io.nexushive.policy.cli.PolicyDiff", "a b.yaml", "--queries", "q");
  }

  @Test
  void saysWhatToDoWhenTheServiceIsNotBuilt(@TempDir Path root) {
    assertThatThrownBy(() -> ServiceProgram.POLICY_CORPUS.run(root, List.of()))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("./nexus up");
  }
}
