package io.nexushive.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A file whose first line is a process id. */
public final class PidFile {
  private PidFile() {}

  /** The process id, if the file is there and holds one. */
  public static OptionalLong read(Path file) {
    try {
      String text = Files.readString(file).lines().findFirst().orElse("").strip();
      return OptionalLong.of(Long.parseLong(text));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
