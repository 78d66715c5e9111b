package io.nexushive.local.check;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Sees that the data folder is one of ours, or empty, and can be written. */
public final class HomeCheck {
  private static final String FORMAT = "nexus-hive data folder, format 1";

  /** What the script and the launcher write before this check. */
  private static final Set<String> NO_DATA = Set.of("run", "logs");

  private static final long NEEDED_MIB = 500;

  private HomeCheck() {}

  /**
   * Marks an empty folder as ours.
   *
   * @throws LocalStackException saying what is wrong and what to do
   */
  public static void run(Home home) {
    Path dir = home.dir();
    try {
      if (Files.exists(dir) && !Files.isDirectory(dir)) {
        throw new LocalStackException(
            dir + " is no folder: name another with --home, or move it away");
      }
      SecretFiles.createDirectories(dir);
      if (!Files.isWritable(dir)) {
        throw new LocalStackException(
            "the data folder " + dir + " cannot be written: name another with --home");
      }
      if (Files.exists(home.format())) {
        checkFormat(home);
      } else if (isEmpty(dir)) {
        SecretFiles.write(home.format(), FORMAT + "\n");
      } else {
        throw new LocalStackException(
            dir + " holds something that is not ours: name another folder with --home");
      }
      checkSpace(dir);
    } catch (IOException e) {
      throw new LocalStackException(
          "the data folder " + dir + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void checkFormat(Home home) throws IOException {
    String found = Files.readString(home.format()).strip();
    if (!FORMAT.equals(found)) {
      throw new LocalStackException(
          "the data folder %s was left by another version (it says \"%s\", this is \"%s\"): run that version, or name another folder with --home"
              .formatted(home.dir(), found.lines().findFirst().orElse(""), FORMAT));
    }
  }

  private static boolean isEmpty(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.allMatch(file -> NO_DATA.contains(file.getFileName().toString()));
    }
  }

  private static void checkSpace(Path dir) throws IOException {
    long free = Files.getFileStore(dir).getUsableSpace() >> 20;
    if (free < NEEDED_MIB) {
      throw new LocalStackException(
          "only %d MiB are free where %s lies; %d MiB are needed".formatted(free, dir, NEEDED_MIB));
    }
  }
}
