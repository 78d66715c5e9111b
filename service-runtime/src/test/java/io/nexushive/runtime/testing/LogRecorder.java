package io.nexushive.runtime.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps all that is logged until it is closed, to see what is in no log. The loggers that it is
 * opened for say everything meanwhile; what is printed of it stays at INFO.
 */
public final class LogRecorder extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> texts = Collections.synchronizedList(new ArrayList<>());
  private final Map<Logger, Level> loggers = new HashMap<>();
  private final Map<Handler, Level> printers = new HashMap<>();

  private LogRecorder() {}

  /**
   * @param names the loggers, with all below them, that are heard down to {@link Level#ALL}
   */
  public static LogRecorder open(String... names) {
    LogRecorder recorder = new LogRecorder();
    for (Handler printer : ROOT.getHandlers()) {
      recorder.printers.put(printer, printer.getLevel());
      printer.setLevel(Level.INFO);
    }
    ROOT.addHandler(recorder);
    for (String name : names) {
      Logger logger = Logger.getLogger(name);
      recorder.loggers.put(logger, logger.getLevel());
      logger.setLevel(Level.ALL);
    }
    return recorder;
  }

  /** Each entry's message, parameters and stack trace. */
  public List<String> texts() {
    return List.copyOf(texts);
  }

  @Override
  public void publish(LogRecord entry) {
    StringWriter text = new StringWriter();
    text.append(entry.getMessage());
    for (Object parameter : entry.getParameters() == null ? new Object[0] : entry.getParameters()) {
      text.append(' ').append(String.valueOf(parameter));
    }
    if (entry.getThrown() != null) {
      entry.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    texts.add(text.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    loggers.forEach(Logger::setLevel);
    ROOT.removeHandler(this);
    printers.forEach(Handler::setLevel);
  }
}
