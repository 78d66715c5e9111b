package io.nexushive.local.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  @TempDir Path dir;

  @Test
  void stopsWhenItsLeashIsClosed() {
    Child child = start("exec sleep 60");
    long pid = pid(child);
    child.stop();
    assertThat(child.isAlive()).isFalse();
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void tellsHowTheProcessEnded() throws Exception {
    assertThat(start("exit 7").onExit().get(10, SECONDS)).isEqualTo(7);
  }

  @Test
  void noticesThatTheProcessWasKilled() throws Exception {
    Child child = start("exec sleep 60");
    ProcessHandle.of(pid(child)).orElseThrow().destroyForcibly();
    assertThat(child.onExit().get(10, SECONDS)).isEqualTo(128 + 9);
  }

  @Test
  void letsTheProcessFinishItsWorkWhenAskedToStop() throws Exception {
    Child child = start("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.1; done");
    await().until(() -> Files.exists(dir.resolve("log")) && log().contains("up"));
    child.stop();
    assertThat(log()).contains("bye");
    assertThat(child.onExit().get(10, SECONDS)).isEqualTo(3);
  }

  @Test
  void doesNotOutliveItsStarter() throws Exception {
    // A JVM that starts a child and is then killed without a chance to clean up.
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process starter =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                dir.toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("starter.log").toFile())
            .start();
    await().atMost(20, SECONDS).until(() -> PidFile.read(dir.resolve("pid")).isPresent());
    long pid = PidFile.read(dir.resolve("pid")).orElseThrow();
    starter.destroyForcibly();
    await().atMost(10, SECONDS).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  /** Started by the test above. */
  public static final class Starter {
    public static void main(String[] args) throws Exception {
      Path dir = Path.of(args[0]);
      Child.start(
          new Child.Spec(
              "sleeper",
              List.of("sleep", "60"),
              Map.of(),
              dir.resolve("log"),
              dir.resolve("pid"),
              "TERM"));
      Thread.currentThread().join();
    }
  }

  private Child start(String script) {
    return Child.start(
        new Child.Spec(
            "test",
            List.of("sh", "-c", script),
            Map.of(),
            dir.resolve("log"),
            dir.resolve("pid"),
            "TERM"));
  }

  private static long pid(Child child) {
    await().until(() -> child.pid().isPresent());
    return child.pid().orElseThrow();
  }

  private String log() throws Exception {
    return Files.readString(dir.resolve("log"));
  }
}
