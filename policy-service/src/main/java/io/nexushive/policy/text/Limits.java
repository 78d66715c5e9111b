package io.nexushive.policy.text;

/**
 * How large a text may be before anything else looks at it.
 *
 * @param characters UTF-16 code units
 * @param tokens after comments are gone
 * @param depth open parentheses, brackets and CASEs within each other
 */
public record Limits(int characters, int tokens, int depth) {
  public static final Limits STANDARD = new Limits(20_000, 4_000, 24);

  /** Limits that are {@code factor} times as wide. */
  public Limits times(int factor) {
    return new Limits(characters * factor, tokens * factor, depth * factor);
  }
}
