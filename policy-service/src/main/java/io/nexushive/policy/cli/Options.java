package io.nexushive.policy.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The arguments of a program here: files by their place, and options that each have a value.
 *
 * @param files what stands without a name
 */
record Options(List<String> files, TreeMap<String, String> named) {

  /**
   * @param known the options that there are
   * @throws IllegalArgumentException when there is another, or one has no value
   */
  static Options of(String[] args, String... known) {
    Set<String> names = Set.copyOf(Arrays.asList(known));
    List<String> files = new ArrayList<>();
    TreeMap<String, String> named = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        files.add(args[i]);
      } else if (names.contains(args[i]) && i + 1 < args.length) {
        named.put(args[i], args[++i]);
      } else {
        throw new IllegalArgumentException("unknown option, or without a value: " + args[i]);
      }
    }
    return new Options(files, named);
  }

  /** The value of an option; {@code null} where it is not given. */
  String get(String name) {
    return named.get(name);
  }
}
