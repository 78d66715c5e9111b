package io.nexushive.local.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options of a command as the program in the other process takes them. */
final class Arguments {
  private Arguments() {}

  /**
   * @param files what has no name, first
   * @param named names and values in turn; a value that was not given is {@code null}, and left out
   */
  static List<String> of(List<Path> files, Object... named) {
    List<String> arguments = new ArrayList<>();
    files.forEach(file -> arguments.add(file.toString()));
    for (int i = 0; i < named.length; i += 2) {
      if (named[i + 1] != null) {
        arguments.add(named[i].toString());
        arguments.add(named[i + 1].toString());
      }
    }
    return arguments;
  }
}
