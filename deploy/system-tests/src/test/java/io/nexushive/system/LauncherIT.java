package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nexushive.local.FreePorts;
import io.nexushive.local.process.PidFile;
import io.nexushive.local.stack.Home;
import io.nexushive.local.stack.RunState;
import io.nexushive.system.Launcher.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as its owner starts and stops it. */
class LauncherIT {
  private static final Duration UP = Duration.ofSeconds(180);

  @TempDir Path dir;
  private Home home;
  private List<String> ports;

  @BeforeEach
  void choosePorts() {
    home = new Home(dir.resolve("home"));
    // Below the range from which systems hand ports out, so that nobody else gets them meanwhile.
    int base = 12_000 + FreePorts.next() % 8_000;
    ports =
        List.of(
            "--port=" + base,
            "--service-port=" + (base + 1),
            "--kafka-port=" + (base + 6),
            "--postgres-port=" + (base + 8));
  }

  @AfterEach
  void stop() throws Exception {
    nexus("down");
  }

  @Test
  void goesUpAnswersAndGoesDownAndLeavesNothing() throws Exception {
    Said up = nexus("up", "--detach");
    assertThat(up.exit()).as(up.text()).isZero();
    assertThat(up.text())
        .contains("gateway    is ready")
        .contains("Nexus Hive is ready: http://127.0.0.1:")
        .containsPattern("analyst +\\S{20,}");

    Said ask = nexus("ask", "Show total net revenue by region");
    assertThat(ask.exit()).as(ask.text()).isZero();
    assertThat(ask.text()).contains("EMEA", "Policy: allow");
    assertThat(nexus("ask", "Average margin percentage by category").exit()).isEqualTo(5);
    Said json = nexus("ask", "--json", "What tables do you have?");
    assertThat(json.text().lines()).allMatch(line -> line.startsWith("{"));
    assertThat(nexus("check", "SELECT email FROM customers", "--role", "analyst").exit())
        .isEqualTo(5);
    assertThat(nexus("audit", "verify").exit()).isZero();
    assertThat(nexus("logs", "policy", "-n", "5").exit()).isZero();

    Said status = nexus("status");
    assertThat(status.exit()).as(status.text()).isZero();
    Matcher memory = Pattern.compile("(\\d+) MiB together").matcher(status.text());
    assertThat(memory.find()).isTrue();
    assertThat(Integer.parseInt(memory.group(1))).as(status.text()).isLessThan(2_000);

    assertThat(nexus("up", "--detach").text()).contains("already runs");
    List<Long> processes = processes();
    assertThat(processes).hasSize(8);

    assertThat(nexus("down").exit()).isZero();
    assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(nexus("status").exit()).isEqualTo(3);
  }

  @Test
  void takesEverythingWithItWhenItIsKilled() throws Exception {
    Process launcher = start("up");
    await().atMost(UP).until(() -> state() == RunState.Phase.READY || !launcher.isAlive());
    List<Long> processes = processes();
    assertThat(processes).hasSize(8);

    launcher.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
  }

  @Test
  void leavesNothingWhenItIsStoppedWhileStarting() throws Exception {
    Process launcher = start("up");
    await().atMost(UP).until(() -> PidFile.read(home.pidFile("policy")).isPresent());
    List<Long> processes = processes();
    launcher.destroy();
    assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(processes()).isEmpty();
  }

  @Test
  void namesTheTakenPortAndStartsNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said up = nexus("up", "--postgres-port=" + taken.getLocalPort());
      assertThat(up.exit()).isEqualTo(1);
      assertThat(up.text())
          .contains("port " + taken.getLocalPort(), "PostgreSQL", "--postgres-port")
          .contains("process " + ProcessHandle.current().pid());
      assertThat(processes()).isEmpty();
    }
  }

  @Test
  void endsWithTheReasonWhenAServiceCannotStart() throws Exception {
    Files.createDirectories(home.keys());
    Files.writeString(home.format(), "nexus-hive data folder, format 1\n");
    // A data folder of the executor that is none.
    Files.writeString(home.warehouses(), "in the way");
    Said up = nexus("up");
    assertThat(up.exit()).isEqualTo(1);
    assertThat(up.text()).contains("the executor ended while starting").contains("executor.log");
    assertThat(processes()).isEmpty();
  }

  private Said nexus(String... arguments) throws Exception {
    return Launcher.run(Map.of(), placed(arguments));
  }

  private Process start(String... arguments) throws IOException {
    return Launcher.start(Map.of(), placed(arguments));
  }

  /** In this test's folder, and on its ports. */
  private List<String> placed(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    if (arguments[0].equals("up")) {
      for (String port : ports) {
        String name = port.substring(0, port.indexOf('='));
        if (Stream.of(arguments).noneMatch(a -> a.startsWith(name + "="))) {
          command.add(port);
        }
      }
    }
    command.add("--home=" + home.dir());
    return command;
  }

  private RunState.Phase state() {
    return RunState.read(home).map(RunState::phase).orElse(RunState.Phase.STARTING);
  }

  /** The processes whose ids stand in the data folder and that exist. */
  private List<Long> processes() {
    return Stream.of(
            "kafka",
            "postgres",
            "gateway",
            "translator",
            "policy",
            "executor",
            "visualizer",
            "audit")
        .map(name -> PidFile.read(home.pidFile(name)))
        .flatMapToLong(OptionalLong::stream)
        .filter(pid -> ProcessHandle.of(pid).isPresent())
        .boxed()
        .toList();
  }
}
