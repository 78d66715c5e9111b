package io.nexushive.translator.model;

import java.util.Set;

/**
 * Takes what a reader understands out of an answer's JSON while it is being written: the text of
 * the explanation, of the SQL and of the reason, each on a line of its own.
 */
final class StreamedAnswer {
  private static final Set<String> SHOWN = Set.of("explanation", "sql", "reason");

  private final StringBuilder string = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private final StringBuilder readable = new StringBuilder();
  private String key = "";
  private boolean inString;
  private boolean escaped;
  private boolean value;
  private boolean started;

  /** What {@code text} adds for a reader; often nothing. */
  String add(String text) {
    text.codePoints().forEach(c -> read((char) c, Character.toString(c)));
    String added = readable.toString();
    readable.setLength(0);
    return added;
  }

  private void read(char c, String text) {
    if (!inString) {
      outside(c);
    } else if (code.length() > 0) {
      unicode(c);
    } else if (escaped) {
      escaped = false;
      switch (c) {
        case 'n', 'r', 't' -> write(c == 'n' ? "\n" : " ");
        case 'u' -> code.append('u');
        case 'b', 'f' -> write("");
        default -> write(text);
      }
    } else if (c == '\\') {
      escaped = true;
    } else if (c == '"') {
      inString = false;
      if (!value) {
        key = string.toString();
      }
    } else {
      write(text);
    }
  }

  private void outside(char c) {
    switch (c) {
      case '"' -> {
        inString = true;
        string.setLength(0);
      }
      case ':' -> value = true;
      case ',', '{' -> value = false;
      // What stands in a list is neither a key nor the text of one.
      case '[' -> key = "";
      default -> {}
    }
  }

  private void unicode(char c) {
    code.append(c);
    if (code.length() == 5) {
      try {
        write(Character.toString((char) Integer.parseInt(code.substring(1), 16)));
      } catch (NumberFormatException e) {
        // The answer as a whole will be refused.
        write("?");
      }
      code.setLength(0);
    }
  }

  private void write(String text) {
    if (value && SHOWN.contains(key)) {
      if (string.length() == 0 && started) {
        readable.append('\n');
      }
      started = true;
      readable.append(text);
    }
    string.append(text);
  }
}
