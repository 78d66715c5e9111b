package io.nexushive.policy.engine;

import java.util.Collection;
import java.util.Locale;

/**
 * What a warehouse is told with a statement: who asks, and why. Whatever is not plainly harmless in
 * a comment, a setting or a string is replaced, so that a tag can never be part of the SQL.
 */
public final class QueryTag {
  private static final int MAX_LENGTH = 256;

  private QueryTag() {}

  /** The tag of a request on an adapter for a purpose. */
  public static String of(
      String adapter, Collection<String> roles, String requestId, String purpose) {
    String tag =
        "service=nexushive,adapter="
            + safe(adapter.toLowerCase(Locale.ROOT))
            + ",role="
            + safe(String.join("+", roles))
            + ",request="
            + safe(requestId)
            + ",purpose="
            + safe(purpose);
    return tag.length() <= MAX_LENGTH ? tag : tag.substring(0, MAX_LENGTH);
  }

  private static String safe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean harmless =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '.'
              || c == '+'
              || (c == '-' && (out.isEmpty() || out.charAt(out.length() - 1) != '-'));
      out.append(harmless ? c : '_');
    }
    return out.toString();
  }
}
