package io.nexushive.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRecorderTest {
  private final Logger logger = Logger.getLogger("log.recorder.test");
  private final Printer printer = new Printer();

  private static final class Printer extends Handler {
    private final List<String> printed = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      if (isLoggable(entry)) {
        printed.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void add() {
    Logger.getLogger("").addHandler(printer);
  }

  @AfterEach
  void remove() {
    Logger.getLogger("").removeHandler(printer);
  }

  @Test
  void keepsTheFinestThatNobodyPrints() {
    LogRecorder recorder = LogRecorder.open(logger.getName());
    try (recorder) {
      logger.log(Level.FINEST, "detail", "parameter");
      logger.log(Level.FINE, "trouble", new IllegalStateException("cause"));
      logger.log(Level.WARNING, "told");
    }
    logger.log(Level.WARNING, "afterwards");

    assertThat(recorder.texts())
        .hasSize(3)
        .anySatisfy(text -> assertThat(text).contains("detail", "parameter"))
        .anySatisfy(text -> assertThat(text).contains("trouble", "cause"));
    assertThat(printer.printed).containsExactly("told", "afterwards");
    assertThat(printer.getLevel()).isEqualTo(Level.ALL);
    assertThat(logger.getLevel()).isNull();
  }
}
