package io.nexushive.local.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the process that listens on a port, from Linux's {@code /proc}. Elsewhere, and for other
 * users' processes, nothing is found.
 */
final class PortOwner {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";

  private PortOwner() {}

  static Optional<String> of(int port) {
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Optional<String> owner = inode(PROC.resolve(table), port).flatMap(PortOwner::holder);
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inode(Path table, int port) {
    String address = ":" + String.format(Locale.ROOT, "%04X", port);
    try {
      return Files.readAllLines(table).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(f -> f.length > 9 && f[1].endsWith(address) && f[3].equals(LISTENING))
          .map(f -> f[9])
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> holder(String inode) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, "socket:[" + inode + "]")) {
          String name = Files.readString(process.resolve("comm")).strip();
          return Optional.of(name + " (process " + process.getFileName() + ")");
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, String socket) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.readSymbolicLink(file).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException e) {
      // Other users' processes keep their files to themselves, and processes end meanwhile.
      return false;
    }
    return false;
  }
}
