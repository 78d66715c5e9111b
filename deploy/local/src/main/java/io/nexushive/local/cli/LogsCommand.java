package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows logs: of one process (gateway, kafka, postgres, …) or of all.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Mixin private HomeOption home;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Whose log.")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on showing what is added.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      description = "How many lines of each to begin with (default: ${DEFAULT-VALUE}).",
      defaultValue = "50")
  private int lines;

  @Override
  public Integer call() throws Exception {
    List<Path> files = files();
    List<LogFollower> followers =
        files.stream().map(file -> new LogFollower(file, System.out)).toList();
    for (LogFollower follower : followers) {
      follower.skipToLast(lines);
    }
    int last = -1;
    do {
      for (int i = 0; i < files.size(); i++) {
        if (files.size() > 1 && last != i && Files.exists(files.get(i))) {
          System.out.println("==> " + files.get(i).getFileName() + " <==");
        }
        last = followers.get(i).showNew() ? i : last;
      }
      if (follow) {
        Thread.sleep(300);
      }
    } while (follow);
    return Nexus.OK;
  }

  private List<Path> files() throws IOException {
    Path dir = home.home().logs();
    if (!Files.isDirectory(dir)) {
      throw new LocalStackException("there are no logs in " + dir);
    }
    try (Stream<Path> all = Files.list(dir)) {
      List<Path> logs = all.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      if (name == null) {
        return logs.stream().filter(file -> !file.endsWith("build.log")).toList();
      }
      return logs.stream()
          .filter(file -> file.endsWith(name + ".log"))
          .findFirst()
          .map(List::of)
          .orElseThrow(
              () ->
                  new LocalStackException(
                      "there is no log of "
                          + name
                          + "; there are "
                          + logs.stream()
                              .map(f -> f.getFileName().toString().replace(".log", ""))
                              .toList()));
    }
  }
}
