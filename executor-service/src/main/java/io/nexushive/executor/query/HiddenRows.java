package io.nexushive.executor.query;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells whether a full result may hide rows. Policy bounds a text that has no bound of its own with
 * a limit; the warehouse then stops by itself and nobody sees whether there was more.
 */
final class HiddenRows {
  private HiddenRows() {}

  /**
   * @param proposed the text before policy bounded it; {@code null} where it is not known
   * @param granted the text that ran
   * @return whether {@code granted} ends with a bound of {@code rows} that {@code proposed} lacks
   */
  static boolean possible(String proposed, String granted, int rows) {
    Pattern bound =
        Pattern.compile(
            "\\b(limit\\s+"
                + rows
                + "|top\\s+"
                + rows
                + "|(first|next)\\s+"
                + rows
                + "\\s+rows?\\b.*)\\b"
                + "(\\s+offset\\s+\\d+)?",
            Pattern.DOTALL);
    return bound.matcher(granted.toLowerCase(Locale.ROOT)).find()
        && (proposed == null || !bound.matcher(proposed.toLowerCase(Locale.ROOT)).find());
  }
}
