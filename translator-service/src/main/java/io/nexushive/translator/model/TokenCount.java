package io.nexushive.translator.model;

import java.nio.charset.StandardCharsets;

/**
 * How many tokens a text has at most, for models whose tokenizer we do not have. Vocabularies made
 * by byte-pair encoding join three letters of a name nearly always; everything else is counted byte
 * by byte. For schemas this is about half as much again as OpenAI's tokenizers count.
 */
final class TokenCount {
  private static final int LETTERS = 3;

  private TokenCount() {}

  static int atMost(String text) {
    int tokens = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 128 && Character.isLetter(c)) {
        tokens += letters % LETTERS == 0 ? 1 : 0;
        letters++;
      } else {
        letters = 0;
        tokens += c == ' ' ? 0 : Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return tokens;
  }
}
