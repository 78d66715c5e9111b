package io.nexushive.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells whoever waits what has happened so far, each line with the seconds since the beginning. */
public final class Progress {
  private final PrintStream out;
  private final Instant begin = Instant.now();

  public Progress(PrintStream out) {
    this.out = out;
  }

  public void say(String line) {
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, line));
    out.flush();
  }
}
