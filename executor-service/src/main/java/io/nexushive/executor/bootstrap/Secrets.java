package io.nexushive.executor.bootstrap;

import java.io.Console;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Secrets from the environment, or else from a prompt; never from an argument. */
final class Secrets {
  /** Of the login that writes. */
  static final String WRITER = "NEXUS_WAREHOUSE_SECRET";

  /** Of the login that reads. */
  static final String READER = "NEXUS_READER_SECRET";

  private static final int HEAD = 150;
  private static final int TAIL = 350;

  private final Map<String, String> environment;
  private final Console console;
  private final Set<String> given = new HashSet<>();

  /**
   * @param console {@code null} where nobody can be asked
   */
  Secrets(Map<String, String> environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /**
   * @param prompt what a person is asked for
   * @throws IllegalArgumentException when there is none
   */
  String of(String variable, String prompt) {
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty() && console != null) {
      char[] typed = console.readPassword("%s: ", prompt);
      value = typed == null ? "" : new String(typed);
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "No secret: set "
              + variable
              + " ("
              + prompt
              + "), or run this in a terminal to be asked.");
    }
    given.add(value);
    return value;
  }

  /**
   * {@code message} without any secret that was given, in one line that is not too long. Some
   * drivers repeat the statement in front of what went wrong, so the end counts more.
   */
  String redacted(String message) {
    String text = String.valueOf(message).replaceAll("\\s+", " ");
    for (String secret : given) {
      text = text.replace(secret, "…");
    }
    return text.length() <= HEAD + TAIL
        ? text
        : text.substring(0, HEAD) + " … " + text.substring(text.length() - TAIL);
  }
}
