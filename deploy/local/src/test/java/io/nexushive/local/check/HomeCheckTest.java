package io.nexushive.local.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.stack.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCheckTest {
  @TempDir Path dir;

  @Test
  void takesAFreshFolderAndKnowsItAgain() {
    Home home = new Home(dir.resolve("new"));
    assertThatCode(() -> HomeCheck.run(home)).doesNotThrowAnyException();
    assertThatCode(() -> HomeCheck.run(home)).doesNotThrowAnyException();
  }

  @Test
  void leavesFoldersOfOthersAlone() throws Exception {
    Files.writeString(dir.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> HomeCheck.run(new Home(dir)))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("not ours")
        .hasMessageContaining("--home");
  }

  @Test
  void leavesTheFolderOfAnotherVersionAlone() throws Exception {
    Files.writeString(dir.resolve("format"), "nexus-hive data folder, format 9");
    assertThatThrownBy(() -> HomeCheck.run(new Home(dir)))
        .hasMessageContaining("another version")
        .hasMessageContaining("format 9");
  }

  @Test
  void saysThatAFileIsNoFolder() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThatThrownBy(() -> HomeCheck.run(new Home(file))).hasMessageContaining("is no folder");
  }
}
