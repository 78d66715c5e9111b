package io.nexushive.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, in a folder that looks like the project, with doubles of java, mvn and npm. */
class ScriptTest {
  private static final List<String> SERVICES =
      List.of(
          "gateway",
          "translator-service",
          "policy-service",
          "executor-service",
          "visualizer-service",
          "audit-service");

  @TempDir Path dir;
  private Path root;
  private Path bin;

  @BeforeEach
  void project() throws Exception {
    root = Files.createDirectories(dir.resolve("the project"));
    bin = Files.createDirectories(dir.resolve("bin"));
    Path script = Path.of(System.getProperty("nexushive.root"), "nexus");
    Files.copy(script, root.resolve("nexus"));
    source("pom.xml");
    source(".mvn/jvm.config");
    source("shared-model/src/main/java/A.java");
    source("service-runtime/src/main/java/A.java");
    source("deploy/local/src/main/java/A.java");
    for (String service : SERVICES) {
      source(service + "/src/main/java/A.java");
    }
    program(
        "java",
        "case $1 in -version) echo 'openjdk version \"17.0.1\"' >&2;; *) echo launched \"$@\";; esac");
    program("javac", "");
    program("node", "");
    program("npm", "");
    program(
        "mvn",
        "echo \"[INFO] Building Nexus Hive :: gateway 0.1.0-SNAPSHOT             [3/9]\"\n"
            + "echo ran \"$@\" >>'"
            + dir.resolve("mvn.calls")
            + "'\n"
            + "mkdir -p deploy/local/target/nexus && touch deploy/local/target/nexus/nexus-local-launcher.jar\n"
            + "for m in "
            + String.join(" ", SERVICES)
            + "; do mkdir -p $m/target/quarkus-app && touch $m/target/quarkus-app/quarkus-run.jar; done");
  }

  @Test
  void buildsOnceAndThenOnlyWhenASourceIsNewer() throws Exception {
    assertThat(nexus("up")).contains("[3/9] Nexus Hive :: gateway").contains("launched");
    assertThat(builds()).isEqualTo(1);
    assertThat(nexus("up")).doesNotContain("Building");
    assertThat(builds()).isEqualTo(1);

    touchLater(root.resolve("policy-service/src/main/java/A.java"));
    assertThat(nexus("up")).contains("Building");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void evaluatesWhatTheSourcesSayNow() throws Exception {
    nexus("eval");
    touchLater(root.resolve("translator-service/src/main/java/A.java"));
    assertThat(nexus("eval")).contains("Building").contains("launched");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void doesNotBuildForTestsOrForOtherCommands() throws Exception {
    nexus("up");
    source("policy-service/src/test/java/T.java");
    touchLater(root.resolve("policy-service/src/test/java/T.java"));
    nexus("up");
    touchLater(root.resolve("pom.xml"));
    assertThat(nexus("status")).contains("launched");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void saysThatThePageIsLeftOutWithoutNodeAndBuildsItOnceNodeIsThere() throws Exception {
    Files.delete(bin.resolve("npm"));
    assertThat(nexus("up")).contains("without the web page");
    assertThat(Files.readString(dir.resolve("mvn.calls"))).contains("quinoa.enabled=false");
    program("npm", "");
    assertThat(nexus("up")).contains("Building").doesNotContain("without the web page");
  }

  @Test
  void endsWithTheBuildsOwnErrorsWhenItFails() throws Exception {
    program("mvn", "echo '[ERROR] cannot find symbol'; exit 1");
    assertThat(nexus("up"))
        .contains("cannot find symbol")
        .contains("the build failed")
        .doesNotContain("launched");
  }

  @Test
  void refusesAnOldJava() throws Exception {
    program("java", "echo 'openjdk version \"11.0.2\"' >&2");
    assertThat(nexus("up")).contains("17 or newer is needed");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(bin.resolve("mvn"));
    assertThat(nexus("up")).contains("Maven is not found");
  }

  private String nexus(String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", root.resolve("nexus").toString(), String.join(" ", arguments));
    builder.environment().clear();
    builder.environment().put("PATH", bin + ":" + tools());
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  /** The usual tools without the machine's own java, mvn and npm. */
  private Path tools() throws IOException {
    Path tools = dir.resolve("tools");
    if (!Files.exists(tools)) {
      Files.createDirectories(tools);
      for (String tool :
          List.of(
              "sh", "sed", "head", "find", "dirname", "mkdir", "chmod", "touch", "rm", "cat",
              "date", "tee", "awk", "grep")) {
        for (String place : List.of("/bin", "/usr/bin")) {
          if (Files.exists(Path.of(place, tool)) && !Files.exists(tools.resolve(tool))) {
            program(tools, tool, "exec " + place + "/" + tool + " \"$@\"");
          }
        }
      }
    }
    return tools;
  }

  private void source(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
  }

  private static void touchLater(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
  }

  private void program(String name, String script) throws IOException {
    program(bin, name, script);
  }

  private static void program(Path folder, String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private long builds() throws IOException {
    return Files.readAllLines(dir.resolve("mvn.calls")).size();
  }
}
