package io.nexushive.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void beginsWithTheLastLinesAndGoesOnWithNewOnes() throws Exception {
    Path log = Files.writeString(dir.resolve("log"), "1\n2\n3\n");
    LogFollower follower = new LogFollower(log, new PrintStream(out, true, StandardCharsets.UTF_8));
    follower.skipToLast(2);
    follower.showNew();
    Files.writeString(log, "4\n", StandardOpenOption.APPEND);
    follower.showNew();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("2\n3\n4\n");
  }

  @Test
  void showsAllOfAShortLog() throws Exception {
    Path log = Files.writeString(dir.resolve("log"), "1\n2\n");
    LogFollower follower = new LogFollower(log, new PrintStream(out, true, StandardCharsets.UTF_8));
    follower.skipToLast(50);
    follower.showNew();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1\n2\n");
  }
}
