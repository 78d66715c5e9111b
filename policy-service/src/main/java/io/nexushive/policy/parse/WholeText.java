package io.nexushive.policy.parse;

import java.io.IOException;
import net.sf.jsqlparser.parser.Provider;

/**
 * A text for the parser, which learns of its end by an exception, several times in each text. The
 * library's own provider lets it make one each time, and with its stack that is a twentieth of what
 * reading costs; this one throws the same one, without a stack.
 */
final class WholeText implements Provider {
  private static final IOException END = new End();

  private final String text;
  private int at;

  private static final class End extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  WholeText(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (at == text.length()) {
      throw END;
    }
    int count = Math.min(length, text.length() - at);
    text.getChars(at, at + count, buffer, offset);
    at += count;
    return count;
  }

  @Override
  public void close() {
    // A text needs no closing.
  }
}
