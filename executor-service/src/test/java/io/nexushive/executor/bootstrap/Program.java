package io.nexushive.executor.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of the program, with nobody to ask. */
public record Program(int code, String out, String err) {

  /**
   * @param settings as arguments
   */
  public static Program run(
      Map<String, String> environment, String kind, Map<String, String> settings, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of(kind));
    settings.forEach((name, value) -> arguments.add(name + "=" + value));
    arguments.addAll(List.of(more));
    int code =
        Bootstrap.run(
            new Secrets(environment, null),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments.toArray(String[]::new));
    return new Program(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** All that was printed. */
  public String text() {
    return out + err;
  }
}
