package io.nexushive.local.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows what is added to a file. */
final class LogFollower {
  private static final int CHUNK = 64 * 1024;

  private final Path file;
  private final PrintStream out;
  private long shown;

  LogFollower(Path file, PrintStream out) {
    this.file = file;
    this.out = out;
  }

  /** Starts with the last {@code lines} lines. */
  void skipToLast(int lines) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    byte[] all = Files.readAllBytes(file);
    int position = all.length;
    int left = lines;
    while (position > 0 && left >= 0) {
      position--;
      if (all[position] == '\n' && position < all.length - 1 && --left == 0) {
        position++;
        break;
      }
    }
    shown = lines == 0 ? all.length : position;
  }

  /** Shows what was added since the last call; says whether that was anything. */
  boolean showNew() throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < shown) {
        shown = 0;
      }
      in.seek(shown);
      byte[] chunk = new byte[CHUNK];
      boolean any = false;
      for (int n; (n = in.read(chunk)) > 0; any = true) {
        out.write(chunk, 0, n);
        shown += n;
      }
      out.flush();
      return any;
    }
  }
}
