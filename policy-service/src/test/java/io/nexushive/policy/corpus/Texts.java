package io.nexushive.policy.corpus;

import io.nexushive.model.envelope.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists of texts: a line that starts with {@code @} names the dialect of those below it. */
public final class Texts {
  private Texts() {}

  /** A text of a list. */
  public record Text(Dialect dialect, String sql) {}

  /** Texts that were written to get past the engine. */
  public static List<Text> denied() {
    return read("/texts/denied.txt");
  }

  /** Texts that analysts write. */
  public static List<Text> permitted() {
    return read("/texts/permitted.txt");
  }

  private static List<Text> read(String resource) {
    List<Text> texts = new ArrayList<>();
    Dialect dialect = null;
    for (String line : lines(resource)) {
      if (line.startsWith("@")) {
        dialect = Dialect.of(line.substring(1));
      } else if (!line.isBlank() && !line.startsWith("# ")) {
        texts.add(new Text(dialect, line.replace("\\n", "\n")));
      }
    }
    return texts;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Texts.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
