package io.nexushive.translator.model;

import java.time.Duration;

/** What is heard of a model while it is asked. */
interface Progress {
  /** It has written this much more that a reader understands. */
  void wrote(String text);

  /** What it wrote does not count; it is asked once more. */
  void startsAnew(String why);

  /** One call is over. */
  void answered(Usage usage);

  /** One call ended without an answer. */
  void failed(Duration took);
}
