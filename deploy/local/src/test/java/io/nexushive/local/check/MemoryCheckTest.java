package io.nexushive.local.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.local.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {
  @TempDir Path dir;

  @Test
  void saysHowMuchIsMissing() throws Exception {
    assertThatThrownBy(() -> MemoryCheck.run(meminfo(500), dir.resolve("none")))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("500 MiB are free")
        .hasMessageContaining("--skip-memory-check");
  }

  @Test
  void looksAtTheLimitOfItsContainerToo() throws Exception {
    Files.writeString(dir.resolve("memory.max"), Long.toString(1L << 30));
    Files.writeString(dir.resolve("memory.current"), Long.toString(900L << 20));
    Files.writeString(dir.resolve("memory.stat"), "anon 1\ninactive_file " + (100L << 20));
    assertThatThrownBy(() -> MemoryCheck.run(meminfo(16_000), dir))
        .hasMessageContaining("224 MiB are free");
  }

  @Test
  void isContentWhereNothingCanBeSeen() {
    assertThatCode(() -> MemoryCheck.run(dir.resolve("none"), dir.resolve("none")))
        .doesNotThrowAnyException();
  }

  private Path meminfo(long mib) throws Exception {
    return Files.writeString(
        dir.resolve("meminfo"),
        "MemTotal: 99999999 kB\nMemAvailable:   %d kB\n".formatted(mib * 1024));
  }
}
