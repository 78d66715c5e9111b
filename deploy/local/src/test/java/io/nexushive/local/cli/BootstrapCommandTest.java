package io.nexushive.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BootstrapCommandTest {
  private static List<String> arguments(String... given) {
    return CommandLine.populateCommand(new BootstrapCommand(), given).arguments();
  }

  @Test
  void passesOnWhatIsGivenByTheNamesThatConnectionsHave() {
    assertThat(
            arguments(
                "databricks",
                "--host=h",
                "--http-path=/sql",
                "--reader=a b",
                "--replace",
                "--anchor=2026-05-17",
                "--home=/x"))
        .containsExactly(
            "databricks",
            "host=h",
            "http_path=/sql",
            "reader=a b",
            "anchor=2026-05-17",
            "replace=true",
            "data-dir=/x/warehouses");
  }

  @Test
  void takesNoSecretAsAnArgument() {
    int wrongUse = 2;
    assertThat(Nexus.run("bootstrap", "postgres", "--host=h", "--password=x")).isEqualTo(wrongUse);
    assertThat(Nexus.run("bootstrap", "postgres")).isEqualTo(wrongUse);
  }
}
