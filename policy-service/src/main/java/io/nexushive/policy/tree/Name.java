package io.nexushive.policy.tree;

import io.nexushive.model.envelope.Dialect;
import java.util.Locale;

/**
 * One part of a name.
 *
 * @param raw as written, with its quotes
 * @param text without quotes
 * @param quoted whether it stood in quotes
 */
public record Name(String raw, String text, boolean quoted) {

  /** Reads the raw form. */
  public static Name of(String raw) {
    char first = raw.charAt(0);
    if (first == '"' || first == '`' || first == '[' || first == '\'') {
      String inner = raw.substring(1, raw.length() - 1);
      if (first == '[') {
        return new Name(raw, inner, true);
      }
      String quote = String.valueOf(first);
      return new Name(
          raw, inner.indexOf(first) < 0 ? inner : inner.replace(quote + quote, quote), true);
    }
    return new Name(raw, raw, false);
  }

  /** A name that is written without quotes. */
  public static Name plain(String text) {
    return new Name(text, text, false);
  }

  /**
   * The form in which two names of a dialect are compared. Postgres keeps the case of quoted names;
   * everywhere else case is ignored, which can only make more names the same, never fewer.
   */
  public String folded(Dialect dialect) {
    return dialect == Dialect.POSTGRES && quoted ? text : text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return raw;
  }
}
